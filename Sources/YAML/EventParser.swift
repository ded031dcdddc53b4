internal import CYAML

/// libyaml's parser on a text of its own: `yaml_parser_parse` one event at a time.
///
/// The parser points into itself, so it lies on the heap, and it points into the text, so the text is copied there.
struct EventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>
    /// The line of the whole text on which this part of it begins.
    private let firstLine: Int

    /// A parser of a part of a text that begins on a line; `yaml_parser_initialize`.
    init(_ bytes: ArraySlice<UInt8>, firstLine: Int) throws(YAMLError) {
        // The properties are set last: before that nothing is deinitialized.
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw YAMLError(.outOfMemory, at: TextPlace(line: firstLine, column: 1))
        }
        let text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = text.initialize(from: bytes)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        // Of its own accord libyaml would read UTF-16 too, where documents are not told apart by bytes.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        self.parser = parser
        self.text = text
        self.firstLine = firstLine
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// The next event; `yaml_parser_parse`.
    mutating func next() throws(YAMLError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(kind: kind(event), anchor: anchor(event), place: place(event.start_mark))
    }

    private func kind(_ event: yaml_event_t) -> YAMLEvent.Kind {
        switch event.type {
        case YAML_STREAM_START_EVENT: .streamStart
        case YAML_DOCUMENT_START_EVENT: .documentStart
        case YAML_DOCUMENT_END_EVENT: .documentEnd
        case YAML_ALIAS_EVENT: .alias(string(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT: .scalar(scalar(event))
        case YAML_SEQUENCE_START_EVENT: .sequenceStart
        case YAML_MAPPING_START_EVENT: .mappingStart
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: .collectionEnd
        // Behind the end of the text libyaml tells of no event.
        default: .streamEnd
        }
    }

    private func scalar(_ event: yaml_event_t) -> YAMLEvent.Scalar {
        let scalar = event.data.scalar
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        return YAMLEvent.Scalar(bytes: Array(bytes), tag: string(scalar.tag), isPlain: scalar.plain_implicit == 1)
    }

    private func anchor(_ event: yaml_event_t) -> String? {
        switch event.type {
        case YAML_SCALAR_EVENT: string(event.data.scalar.anchor)
        case YAML_SEQUENCE_START_EVENT: string(event.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT: string(event.data.mapping_start.anchor)
        default: nil
        }
    }

    private func string(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func place(_ mark: yaml_mark_t) -> TextPlace {
        TextPlace(line: firstLine + mark.line, column: mark.column + 1)
    }

    /// What the parser says of its failure.
    private func failure() -> YAMLError {
        let problem = parser.pointee.problem.map { String(cString: $0) } ?? ""
        switch parser.pointee.error {
        case YAML_MEMORY_ERROR:
            return YAMLError(.outOfMemory, at: place(parser.pointee.mark))
        case YAML_READER_ERROR:
            // The reader knows no lines, but how many bytes it has read.
            let offset = min(Int(parser.pointee.problem_offset), text.count)
            return SyntaxProblem(problem).error(at: place(ofByte: offset), since: nil, before: nil)
        default:
            let mark = parser.pointee.problem_mark
            let context = parser.pointee.context == nil ? nil : place(parser.pointee.context_mark)
            return SyntaxProblem(problem).error(at: capped(place(mark)), since: context, before: byte(at: mark))
        }
    }

    /// A place in the text: where the last line is not ended, libyaml takes the end of the text for one line more.
    private func capped(_ place: TextPlace) -> TextPlace {
        let end = self.place(ofByte: text.count)
        return place.line > end.line ? end : place
    }

    /// The byte at a mark; the mark counts characters, so it is sought from the beginning of the text, once.
    private func byte(at mark: yaml_mark_t) -> UInt8? {
        var characters = 0
        for byte in text where byte & 0xc0 != 0x80 {
            if characters == mark.index { return byte }
            characters += 1
        }
        return nil
    }

    private func place(ofByte offset: Int) -> TextPlace {
        var lines = LineCounter(line: firstLine)
        lines.advance(to: offset) { text[$0] }
        return lines.place
    }
}
