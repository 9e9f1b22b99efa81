package org.freedomcheckout.web.operator;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.store.Database;

/** {@code /health/ready}: shoppers can be served, which needs the database. 200, or 503. */
public final class ReadyServlet extends HttpServlet {

    private final Database database;

    public ReadyServlet(Database database) {
        this.database = database;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ready = database.isAlive();
        response.setStatus(ready ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write(ready ? "{\"status\":\"ready\"}" : "{\"status\":\"no database\"}");
    }
}
