#!/usr/bin/env bash
# Runs our tests and our agent under other kernels, each in a virtual machine: those of Debian's releases, with the nft
# of the same release, which has to list and to reload our table.
#
#   scripts/kernel-matrix [--short] [--no-build] [--tests FILTER] [KERNEL...]
#
#   5.10    bullseye, nft 0.9.8        6.12    trixie, nft 1.1
#   6.1     bookworm, nft 1.0.6        newest  what Debian's unstable release has
#
# All of them unless some are named. --short runs a sample of the checks; --no-build takes the tests and programs that
# were built; --tests runs those alone that a regular expression fits. Kernels are packages of Debian, unpacked below
# .build/kernels and kept there (scripts/kernel-packages). A machine has two processors, 2 GB and no network, is emulated
# in software, some ten times slower than the host, and is ended when its time is over.
# Prints a line for each check, and in the end for each kernel what became of it and what it has not. The last line is
# always "N passed, N failed, N skipped"; the exit code is 0 only when nothing failed.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common"

PLACE="$ROOT/.build/kernels"
TESTS="$ROOT/.build/debug/martletPackageTests.xctest"
declare -A RELEASES=([5.10]=bullseye [6.1]=bookworm [6.12]=trixie [newest]=sid)
ALL=(5.10 6.1 6.12 newest)
NEEDED=(qemu-system-x86 cpio kmod xz-utils)
# Without the widest registers, which take the emulator long.
PROCESSOR=qemu64,+ssse3,+sse4.1,+sse4.2,+popcnt
FORM=whole
MUST_BUILD=yes
ONLY=""
KERNELS=()
WORK="" MACHINE=""

main() {
    local file kernel
    parse_arguments "$@"
    choose_checks
    install_needed
    [ "$MUST_BUILD" = no ] || build
    for file in "$TESTS" "$BUILT/martlet" "$BUILT/martlet-apiserver"; do
        [ -x "$file" ] || die "there is no $file: leave out --no-build"
    done
    mkdir -p "$PLACE"
    WORK="$(mktemp -d "$PLACE/run.XXXXXX")"
    trap finish EXIT
    make_base
    for kernel in "${KERNELS[@]}"; do
        if step "packages of $kernel" scripts/kernel-packages "${RELEASES[$kernel]}" "$PLACE/$kernel"; then
            boot "$kernel"
        else
            mkdir -p "$WORK/$kernel"
            fail "$kernel" "its packages cannot be had"
        fi
        judge "$kernel"
    done
    summary
}

parse_arguments() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --short) FORM=short ;;
            --no-build) MUST_BUILD=no ;;
            --tests)
                ONLY="${2:-}"
                [ -n "$ONLY" ] || die "--tests needs a regular expression"
                shift
                ;;
            -h | --help)
                sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            -*) die "unknown option $1 (see --help)" ;;
            *)
                [ -n "${RELEASES[$1]:-}" ] || die "no such kernel: $1 (there are ${ALL[*]})"
                KERNELS+=("$1")
                ;;
        esac
        shift
    done
    [ ${#KERNELS[@]} -gt 0 ] || KERNELS=("${ALL[@]}")
    [ "$(dpkg --print-architecture)" = amd64 ] || die "only amd64 has such machines so far"
}

# What is run, how much of it, with which programs of ours and for how long.
choose_checks() {
    NETLINK_TESTS='^NetlinkKernelTests\.'
    PACKET_TESTS='^PolicyKernelTests\.'
    AGENT_TESTS='^EndToEndTests\.Agent'
    # Bytes without a kernel; floods and figures that count on real processors.
    SKIPPED_TESTS='Fuzz|FloodTests|SpeedTests'
    PERCENT=20 STEP_SECONDS=900 LIMIT_SECONDS=2400
    BUILT="$PROGRAMS"
    if [ "$FORM" = short ]; then choose_sample; fi
    [ -z "$ONLY" ] || NETLINK_TESTS="$ONLY" PACKET_TESTS="" AGENT_TESTS=""
}

# What takes a minute, with what was built for the tests.
choose_sample() {
    NETLINK_TESTS='^NetlinkKernelTests\.(NetlinkKernelConformance|FeatureProbe|Ownership|AskedNft)Tests/'
    PACKET_TESTS='^PolicyKernelTests\.ConnectionTests/'
    AGENT_TESTS='^EndToEndTests\.Agent(Survival|Listing)Tests/'
    PERCENT=10 STEP_SECONDS=500 LIMIT_SECONDS=580
    BUILT="$ROOT/.build/debug"
}

build() {
    step "build tests" swift build --build-tests >&2
    [ "$BUILT" != "$PROGRAMS" ] || release_programs martlet martlet-apiserver
}

install_needed() {
    local package missing=()
    for package in "${NEEDED[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" -eq 0 ] || die "this needs root once: apt-get install --no-install-recommends ${missing[*]}"
    step "install ${missing[*]}" fetch_and_install "${missing[@]}" || die "apt-get failed (see above)"
}

finish() {
    local code=$?
    [ -z "$MACHINE" ] || kill -9 "$MACHINE" 2>/dev/null || true
    rm -rf "$WORK"
    exit "$code"
}

# MARK: what is in a machine

# The tests, the programs, and of this host what they run: nft, ip and all libraries.
make_base() {
    local base="$WORK/base" file
    mkdir -p "$base"/{dev,proc,sys,tmp,run,root,etc,results,usr/bin,usr/sbin,usr/lib,usr/lib64}
    for file in bin sbin lib lib64; do ln -s "usr/$file" "$base/$file"; done
    install -D --target-directory "$base/martlet" "$TESTS" "$BUILT"/martlet{,-apiserver}
    strip --strip-debug "$base"/martlet/*
    for file in nft ip setpriv nsenter; do
        install -D "$(readlink -f "$(command -v "$file")")" "$base/usr/bin/$file"
    done
    for file in $(ldd "$base"/martlet/* "$base"/usr/bin/* | grep -o '/[^ ]*' | grep -v ':$' | sort -u); do
        [ -e "$base$file" ] || install -D "$(readlink -f "$file")" "$base$file"
    done
    printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' 'nobody:x:65534:65534:nobody:/:/bin/false' >"$base/etc/passwd"
    echo 'root:x:0:' >"$base/etc/group"
    cp /etc/protocols /etc/services /etc/iproute2 -r "$base/etc/" 2>/dev/null || true
    install scripts/kernel-guest "$base/init"
    declare -p PERCENT STEP_SECONDS SKIPPED_TESTS NETLINK_TESTS PACKET_TESTS AGENT_TESTS | sed 's/^declare -- //' \
        >"$base/etc/trial"
}

# boot KERNEL: has a machine run all that is to be run, for so long at most, and leaves what came of it in a folder.
boot() {
    local kernel="$1" folder="$PLACE/$1" results="$WORK/$1" code=0
    say "== $kernel"
    mkdir "$results"
    pack "$folder" >"$WORK/initrd"
    truncate --size 256M "$WORK/disk"
    : >"$results/console"
    qemu-system-x86_64 -accel tcg,thread=multi -cpu "$PROCESSOR" -smp 2 -m 2048 -nodefaults -display none -no-reboot \
        -kernel "$folder/vmlinuz" -initrd "$WORK/initrd" -append "console=ttyS0 quiet panic=-1 rdinit=/init" \
        -drive "file=$WORK/disk,format=raw,if=virtio" -serial "file:$results/console" >"$results/qemu" 2>&1 &
    MACHINE=$!
    timeout "$LIMIT_SECONDS" tail --pid "$MACHINE" --follow --lines +1 "$results/console" | tr -d '\r' >&2 || code=$?
    kill -9 "$MACHINE" 2>/dev/null || true
    wait "$MACHINE" 2>/dev/null || true
    MACHINE=""
    tar --extract --file "$WORK/disk" --directory "$results" 2>/dev/null || true
    rm -f "$WORK/disk" "$WORK/initrd"
    if [ ! -e "$results/done" ]; then fail "$kernel" "the machine ended before all was done, or its time was over"; fi
}

# The file that the kernel unpacks into memory: the base, and what this kernel has of its own.
pack() {
    local archive=(cpio --quiet --null --create --format=newc)
    (cd "$WORK/base" && find . -print0 | "${archive[@]}")
    (cd "$1/modules" && find . -print0 | "${archive[@]}")
    (cd "$1" && find nft -print0 | "${archive[@]}")
}

# MARK: what came of it

# fail KERNEL WORDS: something beside the tests failed.
fail() {
    echo "FAILED:  $2" >>"$WORK/$1/failures"
}

# judge KERNEL: a line for each check, and the sums.
judge() {
    local kernel="$1" results="$WORK/$1" step code streams=() sums failures=0
    for step in netlink packets agent; do
        # A step that was not to run has no code.
        code="$(cat "$results/$step.code" 2>/dev/null)" || continue
        [ -e "$results/$step.jsonl" ] || { fail "$kernel" "$step: no test ran, exit code $code"; continue; }
        streams+=("$results/$step.jsonl")
        # A run that fails has a failed test to show for it.
        [ "$code" -eq 0 ] || count "$results/$step.jsonl" | tail -1 | grep -qv ' 0 failed' \
            || fail "$kernel" "$step: exit code $code, and no failed test"
    done
    count "${streams[@]}" </dev/null >"$results/counted"
    sums="$(tail -1 "$results/counted")"
    { sed '$d' "$results/counted"; cat "$results/failures" 2>/dev/null || true; } | sed "s/^/$kernel: /"
    [ ! -e "$results/failures" ] || failures="$(wc -l <"$results/failures")"
    sums="$(awk -v more="$failures" '{ print $1, $3 + more, $5 }' <<<"$sums")"
    [[ "$sums" == *" 0 "* ]] || tell "$results"
    echo "$kernel $sums" >>"$WORK/sums"
}

# What the tests and the machine said, for those who look for the reason.
tell() {
    grep -h -A 3 'recorded an issue' "$1"/*.log 2>/dev/null | cut -c 1-1000 | head -n 100 >&2 || true
    tail -n 5 -- "$1"/{qemu,console,*.log} 2>/dev/null >&2 || true
}

count() {
    LC_ALL=C awk -v all=1 -f scripts/count-tests.awk "$@"
}

summary() {
    local kernel passed failed skipped
    echo
    printf '%-8s %-28s %-8s %7s %7s %8s  %s\n' kernel release nft passed failed skipped "what it has not"
    while read -r kernel passed failed skipped; do
        printf '%-8s %-28s %-8s %7s %7s %8s  %s\n' "$kernel" "$(word "$kernel" release 1)" "$(word "$kernel" nft 2)" \
            "$passed" "$failed" "$skipped" "$(lacking "$kernel")"
    done <"$WORK/sums"
    awk '{ passed += $2; failed += $3; skipped += $4 }
        END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped; exit failed > 0 }' "$WORK/sums"
}

# word KERNEL FILE N: a word of what the machine wrote.
word() { awk -v n="$3" 'NR == 1 { print $n }' "$WORK/$1/$2" 2>/dev/null || echo unknown; }

# What the probe of our own program found missing in a kernel.
lacking() {
    local found
    found="$(sed -n 's/^\(warning\|error\)  *no \(.*\)/\2/p' "$WORK/$1/features" 2>/dev/null)"
    [ -e "$WORK/$1/features" ] || found="unknown"
    echo "${found:-nothing}" | paste -sd ';' | sed 's/;/; /g'
}

main "$@"
