extension ReflectorTables {
    static let watchUnanswered = """
        watchUnanswered: watches@9
        alarm spread => watches@9
            begin
        hang up, (failed), alarm step 1 => waits to watch@9
            alarm, alarm after 19 s, alarm after 200 s, ERROR 429, ERROR 500
        alarm silence => watches@9
            accepted
        (failed), alarm step 1 => waits to watch@9
            ended, failed, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (ended), keep 9, watch@9, alarm answer => watches@9
            ended after 2 s
        - => watches@9
            objects, listed, listed@2, listed without state, page, page without end, bookmark@4, end@2,
            end without state
        CHANGE a => watches@12
            added@12
        CHANGE z => watches@12
            new@12
        (outdated) => watches@9
            added@4, deleted@4
        (defective) => watches@12
            unreadable@12
        FORGET a => watches@12
            deleted@12
        keep 12 => watches@12
            bookmark@12, end@12
        (passed over) => watches@9
            unknown
        hang up, (expired), (failed), alarm step 1 => waits to list@9
            ERROR 410, ERROR 410 and more
        hang up, (failed), alarm step 1 => waits to list@
            ERROR too new, ERROR 422, ERROR 422 and more
        hang up, (forbidden), alarm forbidden => waits to watch@9
            ERROR 403
        (failed), alarm step 1 => waits to list@
            400, 422, 504 too new, 400 field
        (unauthorized), (failed), alarm step 1 => waits to watch@9
            401
        (forbidden), alarm forbidden => waits to watch@9
            403
        (simplified), watch@9 as JSON, alarm answer => watches@9
            406, 415
        (expired), (failed), alarm step 1 => waits to list@9
            410
        (failed), alarm 63 s => waits to watch@9
            429 for 50 s
        (failed), alarm 73 s => waits to watch@9
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to watch@9
            bad protobuf

        """

    static let watching = """
        watching: watches@9
        alarm spread => watches@9
            begin
        alarm silence => watches@9
            alarm, alarm after 200 s, accepted
        alarm 161 s => watches@9
            alarm after 19 s
        (failed), alarm step 1 => waits to watch@9
            ended, failed, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (ended), keep 9, watch@9, alarm answer => watches@9
            ended after 2 s
        - => watches@9
            objects, listed, listed@2, listed without state, page, page without end, bookmark@4, end@2,
            end without state
        CHANGE a => watches@12
            added@12
        CHANGE z => watches@12
            new@12
        (outdated) => watches@9
            added@4, deleted@4
        (defective) => watches@12
            unreadable@12
        FORGET a => watches@12
            deleted@12
        keep 12 => watches@12
            bookmark@12, end@12
        (passed over) => watches@9
            unknown
        hang up, (expired), (failed), alarm step 1 => waits to list@9
            ERROR 410, ERROR 410 and more
        hang up, (failed), alarm step 1 => waits to watch@9
            ERROR 429, ERROR 500
        hang up, (failed), alarm step 1 => waits to list@
            ERROR too new, ERROR 422, ERROR 422 and more
        hang up, (forbidden), alarm forbidden => waits to watch@9
            ERROR 403
        (failed), alarm step 1 => waits to list@
            400, 422, 504 too new, 400 field
        (unauthorized), (failed), alarm step 1 => waits to watch@9
            401
        (forbidden), alarm forbidden => waits to watch@9
            403
        (simplified), watch@9 as JSON, alarm answer => watches@9
            406, 415
        (expired), (failed), alarm step 1 => waits to list@9
            410
        (failed), alarm 63 s => waits to watch@9
            429 for 50 s
        (failed), alarm 73 s => waits to watch@9
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to watch@9
            bad protobuf

        """

    static let watchingForLong = """
        watchingForLong: watches@9
        alarm spread => watches@9
            begin
        alarm silence => watches@9
            alarm, accepted
        alarm 161 s => watches@9
            alarm after 19 s
        hang up, (ended), watch@9, alarm answer => watches@9
            alarm after 200 s
        (ended), keep 9, watch@9, alarm answer => watches@9
            ended, ended after 2 s
        (failed), alarm step 1 => waits to watch@9
            failed, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        - => watches@9
            objects, listed, listed@2, listed without state, page, page without end, bookmark@4, end@2,
            end without state
        CHANGE a => watches@12
            added@12
        CHANGE z => watches@12
            new@12
        (outdated) => watches@9
            added@4, deleted@4
        (defective) => watches@12
            unreadable@12
        FORGET a => watches@12
            deleted@12
        keep 12 => watches@12
            bookmark@12, end@12
        (passed over) => watches@9
            unknown
        hang up, (expired), list 500@9, alarm answer => lists []@9
            ERROR 410, ERROR 410 and more
        hang up, (failed), alarm step 1 => waits to watch@9
            ERROR 429, ERROR 500
        hang up, (failed), alarm step 1 => waits to list@
            ERROR too new, ERROR 422, ERROR 422 and more
        hang up, (forbidden), alarm forbidden => waits to watch@9
            ERROR 403
        (failed), alarm step 1 => waits to list@
            400, 422, 504 too new, 400 field
        (unauthorized), (failed), alarm step 1 => waits to watch@9
            401
        (forbidden), alarm forbidden => waits to watch@9
            403
        (simplified), watch@9 as JSON, alarm answer => watches@9
            406, 415
        (expired), list 500@9, alarm answer => lists []@9
            410
        (failed), alarm 63 s => waits to watch@9
            429 for 50 s
        (failed), alarm 73 s => waits to watch@9
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to watch@9
            bad protobuf

        """
}
