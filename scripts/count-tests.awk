# Reads event streams of Swift Testing (one JSON record a line, one file a run) and prints what became of each test:
# the skipped and the failed ones by name, then "N passed, N failed, N skipped". Suites are not counted. A test that
# was to run and has no end counts as failed: the process died under it. A test of several runs has failed if it
# failed in one, and was skipped if it was skipped in all. Behind a failed one come the first things that went wrong in
# it. With -v all=1 the passed ones are printed by name, too.

FNR == 1 { run++ }

/^\{"kind":"test"/ && /"kind":"function"/ {
    id = field("id")
    if (!(id in name)) order[++count] = id
    name[id] = suite(id) ": " title()
    listed[run, id] = 1
}

/^\{"kind":"event"/ && /"kind":"testSkipped"/ { become("skipped") }

/^\{"kind":"event"/ && /"kind":"testEnded"/ {
    if (/"symbol":"fail"/) become("failed")
    else if (/"symbol":"skip"/) become("skipped")
    else become("passed")
}

/^\{"kind":"event"/ && /"kind":"issueRecorded"/ && /"isFailure":true/ && /"testID":/ {
    id = field("testID")
    if (++issues[id] <= 3) wrongs[id] = wrongs[id] "\n         " short(place() ": " texts())
}

# What is expected on a thread of its own is of no test that Swift Testing knows.
/^\{"kind":"event"/ && /"kind":"issueRecorded"/ && /"isFailure":true/ && !/"testID":/ {
    id = "issue" NR
    order[++count] = id
    name[id] = "outside of a test"
    words[id] = plain(field("fileID") ": " field("text"))
    listed[run, id] = 1
    ends[run, id] = "failed"
}

END {
    for (i = 1; i <= count; i++) total[verdict(order[i])]++
    for (i = 1; all && i <= count; i++) if (verdict(order[i]) == "passed") print "passed:  " name[order[i]]
    for (i = 1; i <= count; i++) if (verdict(order[i]) == "skipped") show("skipped: ", order[i])
    for (i = 1; i <= count; i++) if (verdict(order[i]) == "failed") show("FAILED:  ", order[i])
    printf "%d passed, %d failed, %d skipped\n", total["passed"], total["failed"], total["skipped"]
}

function become(end,    id) {
    id = field("testID")
    ends[run, id] = end
    words[id] = reason(plain(field("text")))
}

function verdict(id,    i, best) {
    best = "skipped"
    for (i = 1; i <= run; i++) {
        if (!((i, id) in listed)) continue
        if (!((i, id) in ends)) { words[id] = "it did not end"; return "failed" }
        if (ends[i, id] == "failed") return "failed"
        if (ends[i, id] == "passed") best = "passed"
    }
    return best
}

function show(label, id) {
    print label name[id] " (" words[id] ")" wrongs[id]
}

# All that an issue says.
function texts(    rest, all) {
    rest = $0
    while (match(rest, /"text":"([^"\\]|\\.)*"/)) {
        all = all (all == "" ? "" : "; ") substr(rest, RSTART + 8, RLENGTH - 9)
        rest = substr(rest, RSTART + RLENGTH)
    }
    return plain(all)
}

# Where it happened: the file and the line.
function place(    line) {
    line = match($0, /"line":[0-9]+/) ? substr($0, RSTART + 7, RLENGTH - 7) : "?"
    return plain(field("fileID")) ":" line
}

# A long text's beginning and end.
function short(text) {
    return length(text) <= 1500 ? text : substr(text, 1, 500) " […] " substr(text, length(text) - 1000)
}

# The first string called NAME in the record, still escaped.
function field(name,    rest) {
    if (!match($0, "\"" name "\":\"")) return ""
    rest = substr($0, RSTART + RLENGTH)
    match(rest, /^([^"\\]|\\.)*/)
    return substr(rest, 1, RLENGTH)
}

function title(    text) {
    text = field("displayName")
    return plain(text == "" ? field("name") : text)
}

# An id is target.suite\/suite\/function()\/file:line:column.
function suite(id) {
    sub(/\\\/[^\/]*\\\/[^\/]*$/, "", id)
    return plain(id)
}

function plain(text) {
    gsub(/\\n/, " ", text)
    gsub(/\\"/, "\"", text)
    gsub(/\\\//, "/", text)
    gsub(/\\\\/, "\\", text)
    return text
}

# "Test … skipped: "why"" and "Test … failed after 1 seconds with 2 issues." say only what is not known yet.
function reason(text) {
    if (sub(/^.* skipped: "/, "", text) || sub(/^.* was cancelled after [0-9.]+ seconds: "/, "", text))
        sub(/"$/, "", text)
    else if (!sub(/^.* failed after [0-9.]+ seconds with /, "", text))
        text = "no reason given"
    sub(/\.$/, "", text)
    return text
}
