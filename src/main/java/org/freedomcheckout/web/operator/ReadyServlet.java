package org.freedomcheckout.web.operator;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.web.limit.Load;

/** {@code /health/ready}: shoppers can be served. 503 without the database, and once the server is told to stop. */
public final class ReadyServlet extends HttpServlet {

    private final Database database;
    private final Load load;

    public ReadyServlet(Database database, Load load) {
        this.database = database;
        this.load = load;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var status = load.isStopping() ? "stopping" : database.isAlive() ? "ready" : "no database";
        response.setStatus(
                status.equals("ready") ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("application/json;charset=UTF-8");
        response.getWriter().write("{\"status\":\"" + status + "\"}");
    }
}
