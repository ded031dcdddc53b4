extension ReflectorTables {
    static let pageUnanswered = """
        pageUnanswered: lists []@3
        alarm spread => lists []@3
            begin
        hang up, (failed), alarm step 1 => waits to list@3
            alarm, alarm after 19 s, alarm after 200 s
        - => lists []@3
            accepted, ended, ended after 2 s, added@12, new@12, added@4, unreadable@12, deleted@12,
            deleted@4, bookmark@12, bookmark@4, end@12, end@2, end without state, unknown, ERROR 410,
            ERROR 429, ERROR 500, ERROR too new, ERROR 403, ERROR 422, ERROR 410 and more,
            ERROR 422 and more
        (failed), alarm step 1 => waits to list@3
            failed, listed without state, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (defective) => lists [c]@3
            objects
        KNOW [], keep 9, (listed 0), watch@9, alarm answer => watches@9
            listed
        (failed), alarm step 1 => waits to list@
            listed@2, 400, 422, 504 too new, 400 field
        list 500 on from q@3, alarm answer => lists on from q []@3
            page
        list 500 on from p@3, alarm answer => lists on from p []@3
            page without end
        (unauthorized), (failed), alarm step 1 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), list 500@3 as JSON, alarm answer => lists []@3
            406, 415
        (expired), (failed), alarm step 1 => waits to list@
            410
        (failed), alarm 79 s => waits to list@3
            429 for 50 s
        (failed), alarm 89 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to list@3
            bad protobuf

        """

    static let page = """
        page: lists [a]@3
        alarm spread => lists [a]@3
            begin
        - => lists [a]@3
            alarm, alarm after 19 s, alarm after 200 s, accepted, ended, ended after 2 s, added@12,
            new@12, added@4, unreadable@12, deleted@12, deleted@4, bookmark@12, bookmark@4, end@12,
            end@2, end without state, unknown, ERROR 410, ERROR 429, ERROR 500, ERROR too new,
            ERROR 403, ERROR 422, ERROR 410 and more, ERROR 422 and more
        (failed), alarm step 1 => waits to list@3
            failed, listed without state, 404, 405, 429, 500, 503, 504, bad JSON, cut protobuf
        (defective) => lists [a, c]@3
            objects
        KNOW [a], keep 9, (listed 1), watch@9, alarm answer => watches@9
            listed
        (failed), alarm step 1 => waits to list@
            listed@2, 400, 422, 504 too new, 400 field
        list 500 on from q@3, alarm answer => lists on from q [a]@3
            page
        list 500 on from p@3, alarm answer => lists on from p [a]@3
            page without end
        (unauthorized), (failed), alarm step 1 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), list 500@3 as JSON, alarm answer => lists []@3
            406, 415
        (expired), (failed), alarm step 1 => waits to list@
            410
        (failed), alarm 79 s => waits to list@3
            429 for 50 s
        (failed), alarm 89 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to list@3
            bad protobuf

        """

    static let laterPage = """
        laterPage: lists on from p [a, b]@3
        alarm spread => lists on from p [a, b]@3
            begin
        - => lists on from p [a, b]@3
            alarm, alarm after 19 s, alarm after 200 s, accepted, ended, ended after 2 s, added@12,
            new@12, added@4, unreadable@12, deleted@12, deleted@4, bookmark@12, bookmark@4, end@12,
            end@2, end without state, unknown, ERROR 410, ERROR 429, ERROR 500, ERROR too new,
            ERROR 403, ERROR 422, ERROR 410 and more, ERROR 422 and more
        (failed), alarm step 1 => waits to list@3
            failed, listed without state, page without end, 404, 405, 429, 500, 503, 504, bad JSON,
            cut protobuf
        (defective) => lists on from p [a, b, c]@3
            objects
        KNOW [a, b], keep 9, (listed 2), watch@9, alarm answer => watches@9
            listed
        (failed), alarm step 1 => waits to list@
            listed@2, 400, 422, 504 too new, 400 field
        list 500 on from q@3, alarm answer => lists on from q [a, b]@3
            page
        (unauthorized), (failed), alarm step 1 => waits to list@3
            401
        (forbidden), alarm forbidden => waits to list@3
            403
        (simplified), list 500@3 as JSON, alarm answer => lists []@3
            406, 415
        (expired), (simplified), (failed), alarm step 1 => waits to list@
            410
        (failed), alarm 79 s => waits to list@3
            429 for 50 s
        (failed), alarm 89 s => waits to list@3
            503 for an hour
        (simplified), (failed), alarm step 1 => waits to list@3
            bad protobuf

        """
}
