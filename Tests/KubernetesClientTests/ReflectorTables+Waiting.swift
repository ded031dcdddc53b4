extension ReflectorTables {
    static let new = """
        new: waits to list@3
        alarm spread => waits to list@3
            begin
        gather@3, alarm answer => gathers []@3
            alarm, alarm after 19 s, alarm after 200 s
        - => waits to list@3
            accepted, ended, ended after 2 s, objects, listed, listed@2, listed without state, page,
            page without end, added@12, new@12, added@4, unreadable@12, deleted@12, deleted@4,
            bookmark@12, bookmark@4, end@12, end@2, end without state, unknown, ERROR 410, ERROR 429,
            ERROR 500, ERROR too new, ERROR 403, ERROR 422, ERROR 410 and more, ERROR 422 and more
        (failed), alarm step 1 => waits to list@3
            failed, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (failed), alarm step 1 => waits to list@
            400, 422, 504 too new, 400 field
        (unauthorized), (failed), alarm step 1 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), gather@3 as JSON, alarm answer => gathers []@3
            406, 415
        (expired), (failed), alarm step 1 => waits to list@
            410
        (failed), alarm 72 s => waits to list@3
            429 for 50 s
        (failed), alarm 82 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to list@3
            bad protobuf

        """

    static let waitingToList = """
        waitingToList: waits to list@3
        alarm spread => waits to list@3
            begin
        list 500@3, alarm answer => lists []@3
            alarm, alarm after 19 s, alarm after 200 s
        - => waits to list@3
            accepted, ended, ended after 2 s, objects, listed, listed@2, listed without state, page,
            page without end, added@12, new@12, added@4, unreadable@12, deleted@12, deleted@4,
            bookmark@12, bookmark@4, end@12, end@2, end without state, unknown, ERROR 410, ERROR 429,
            ERROR 500, ERROR too new, ERROR 403, ERROR 422, ERROR 410 and more, ERROR 422 and more
        (failed), alarm step 2 => waits to list@3
            failed, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (failed), alarm step 2 => waits to list@
            400, 422, 504 too new, 400 field
        (unauthorized), (failed), alarm step 2 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), list 500@3 as JSON, alarm answer => lists []@3
            406, 415
        (expired), (failed), alarm step 2 => waits to list@
            410
        (failed), alarm 63 s => waits to list@3
            429 for 50 s
        (failed), alarm 73 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 2 => waits to list@3
            bad protobuf

        """

    static let waitingToWatch = """
        waitingToWatch: waits to watch@9
        alarm spread => waits to watch@9
            begin
        watch@9, alarm answer => watches@9
            alarm, alarm after 19 s, alarm after 200 s
        - => waits to watch@9
            accepted, ended, ended after 2 s, objects, listed, listed@2, listed without state, page,
            page without end, added@12, new@12, added@4, unreadable@12, deleted@12, deleted@4,
            bookmark@12, bookmark@4, end@12, end@2, end without state, unknown, ERROR 410, ERROR 429,
            ERROR 500, ERROR too new, ERROR 403, ERROR 422, ERROR 410 and more, ERROR 422 and more
        (failed), alarm step 2 => waits to watch@9
            failed, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (failed), alarm step 2 => waits to list@
            400, 422, 504 too new, 400 field
        (unauthorized), (failed), alarm step 2 => waits to watch@9
            401
        (forbidden), alarm forbidden => waits to watch@9
            403
        (simplified), watch@9 as JSON, alarm answer => watches@9
            406, 415
        (expired), (failed), alarm step 2 => waits to list@
            410
        (failed), alarm 63 s => waits to watch@9
            429 for 50 s
        (failed), alarm 73 s => waits to watch@9
            503 for an hour
        (simplified), (failed), alarm step 2 => waits to watch@9
            bad protobuf

        """
}
