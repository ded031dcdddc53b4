extension ReflectorTables {
    static let gatherUnanswered = """
        gatherUnanswered: gathers []@3
        alarm spread => gathers []@3
            begin
        hang up, (failed), alarm step 1 => waits to list@3
            alarm, alarm after 19 s, alarm after 200 s, end without state, ERROR 429, ERROR 500
        alarm start => gathers []@3
            accepted
        (failed), alarm step 1 => waits to list@3
            ended, ended after 2 s, failed, 404, 429, 500, 503, 504, bad JSON, cut protobuf
        - => gathers []@3
            objects, listed, listed@2, listed without state, page, page without end, deleted@12,
            deleted@4
        - => gathers [a]@3
            added@12, added@4
        - => gathers [z]@3
            new@12
        (defective) => gathers []@3
            unreadable@12
        hang up, (simplified), list 500@3, alarm answer => lists []@3
            bookmark@12, bookmark@4, ERROR 422, ERROR 422 and more
        KNOW [], keep 12, (listed 0), alarm silence => watches@12
            end@12
        hang up, (failed), alarm step 1 => waits to list@
            end@2, ERROR too new
        (passed over) => gathers []@3
            unknown
        hang up, (expired), (failed), alarm step 1 => waits to list@
            ERROR 410, ERROR 410 and more
        hang up, (forbidden), alarm forbidden => waits to list@3
            ERROR 403
        (simplified), list 500@3, alarm answer => lists []@3
            400, 405, 422, 400 field
        (unauthorized), (failed), alarm step 1 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), gather@3 as JSON, alarm answer => gathers []@3
            406, 415
        (expired), (failed), alarm step 1 => waits to list@
            410
        (failed), alarm step 1 => waits to list@
            504 too new
        (failed), alarm 63 s => waits to list@3
            429 for 50 s
        (failed), alarm 73 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to list@3
            bad protobuf

        """

    static let gathering = """
        gathering: gathers [a]@3
        alarm spread => gathers [a]@3
            begin
        alarm start => gathers [a]@3
            alarm, accepted
        alarm 1 s => gathers [a]@3
            alarm after 19 s
        hang up, (simplified), list 500@3, alarm answer => lists []@3
            alarm after 200 s, bookmark@12, bookmark@4, ERROR 422, ERROR 422 and more
        (failed), alarm step 1 => waits to list@3
            ended, ended after 2 s, failed, 404, 429, 500, 503, 504, bad JSON, cut protobuf
        - => gathers [a]@3
            objects, listed, listed@2, listed without state, page, page without end, added@12, added@4,
            deleted@4
        - => gathers [a, z]@3
            new@12
        (defective) => gathers [a]@3
            unreadable@12
        - => gathers []@3
            deleted@12
        KNOW [a], keep 12, (listed 1), alarm silence => watches@12
            end@12
        hang up, (failed), alarm step 1 => waits to list@
            end@2, ERROR too new
        hang up, (failed), alarm step 1 => waits to list@3
            end without state, ERROR 429, ERROR 500
        (passed over) => gathers [a]@3
            unknown
        hang up, (expired), (failed), alarm step 1 => waits to list@
            ERROR 410, ERROR 410 and more
        hang up, (forbidden), alarm forbidden => waits to list@3
            ERROR 403
        (simplified), list 500@3, alarm answer => lists []@3
            400, 405, 422, 400 field
        (unauthorized), (failed), alarm step 1 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), gather@3 as JSON, alarm answer => gathers []@3
            406, 415
        (expired), (failed), alarm step 1 => waits to list@
            410
        (failed), alarm step 1 => waits to list@
            504 too new
        (failed), alarm 63 s => waits to list@3
            429 for 50 s
        (failed), alarm 73 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to list@3
            bad protobuf

        """
}
