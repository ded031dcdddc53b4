import TestSupport
import Testing
import YAML

/// PyYAML writes random values in every style it knows, and says as JSON what they are.
@Suite(.enabled(if: PyYAML.isInstalled, "python3-yaml is not installed: PyYAML is not compared with"))
struct PyYAMLOracleTests {
    @Test("what PyYAML writes is read as what it meant")
    func agreement() throws {
        let seed = SeededGenerator.forTest("PyYAML oracle").seed
        let output = try Command.output(of: ["python3", "-c", PyYAML.script, String(seed)])
        let parts = output.split(separator: "\u{1}", omittingEmptySubsequences: false)
        try #require(parts.count == 2)
        let meant = parts[0].split(separator: "\n").map { String($0) }
        #expect(meant.count == 400)
        #expect(read(String(parts[1])) == meant, "MARTLET_SEED=\(seed)")
    }
}

/// PyYAML, where it is there.
private enum PyYAML {
    static let isInstalled = (try? Command.run(["python3", "-c", "import yaml"]).succeeded) ?? false

    /// Words of YAML 1.1 that PyYAML reads in another way than kubectl (`y`, `-.5`, `0o7`) are left out.
    static let script = #"""
        import json, random, sys, yaml
        random.seed(int(sys.argv[1]))
        texts = ["web", "yes", "null", "~", "1", "0x1", "01", "1.5", "- a", "a: b", "a #b", "#c", " lead", "trail ",
            "two\nlines", "two\nlines\n", "\n\nafter", "é日😀", "a\tb", "'", '"', "it's \"so\"", "---", "...", "%a", "@x",
            "\x07\x1b", "", "<<", "!t", "&a", "*a", "|", ">", "[", "{a", "10.0.0.0/8", "fe80::1", "true", "a\\b", "?",
            "long " * 40, "2001-01-01", "\u2028", "-", ":", "a:", "key", "+1", "None", "a, b", "\x7f"]
        def value(depth):
            kind = random.randrange(9 if depth < 5 else 6)
            if kind < 3: return random.choice(texts)
            if kind == 3: return random.choice([0, 1, -7, 80, 65535, 2**63 - 1, -2**63, 0.5, -2.25])
            if kind == 4: return random.choice([True, False, None])
            if kind == 5: return random.choice([[], {}])
            if kind < 7: return [value(depth + 1) for _ in range(random.randrange(4))]
            return {random.choice(texts): value(depth + 1) for _ in range(random.randrange(4))}
        shared = {"shared": ["x", {"z": 1}]}
        values, written, ended = [], "", True
        for _ in range(400):
            v = {"v": value(0), "a": shared, "b": [shared, shared]}
            values.append(json.dumps(v, ensure_ascii=False, separators=(",", ":")))
            version = random.choice([None, (1, 1)]) if ended else None
            ended = random.random() < 0.3
            written += yaml.dump(v, explicit_start=True, explicit_end=ended, version=version, sort_keys=False,
                default_flow_style=random.choice([True, False, None]),
                default_style=random.choice([None, None, "'", '"', "|", ">"]), canonical=random.random() < 0.1,
                indent=random.choice([2, 4, 8]), width=random.choice([10, 80, 1000]),
                allow_unicode=random.random() < 0.5, line_break=random.choice(["\n", "\r\n"]))
        sys.stdout.buffer.write(("\n".join(values) + "\x01" + written).encode())
        """#
}
