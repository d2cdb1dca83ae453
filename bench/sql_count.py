"""Middleware that tells in a header how many statements an answer cost, when it is asked to."""

from django.db import connection

#: A request that carries it is counted; all others pass untouched.
ASKED_BY = "X-Count-SQL"
TOLD_IN = "X-SQL-Count"


class SqlCountMiddleware:
    """Stands before all other middleware, so that their statements count as well."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if ASKED_BY not in request.headers:
            return self.get_response(request)
        seen = []

        def count(execute, sql, params, many, context):
            seen.append(sql)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[TOLD_IN] = str(len(seen))
        return response
