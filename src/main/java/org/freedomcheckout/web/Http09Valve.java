package org.freedomcheckout.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Ends the connection of whoever speaks HTTP/0.9, a request line without a version. Its answers know no headers: a page
 * would come without its policy.
 */
final class Http09Valve extends ValveBase {

    /** A place that Tomcat leaves to applications, and keeps from one request to the next. */
    private static final int NOTE = 31;

    Http09Valve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var connection = request.getCoyoteRequest();
        if ("".equals(request.getProtocol())) {
            connection.setNote(NOTE, true);
        } else if (connection.getNote(NOTE) != null && response.getStatus() < 400) {
            connection.setNote(NOTE, null);
        }
        // Tomcat answers as the request before asked for, until it has read a request line that it understands.
        if (connection.getNote(NOTE) == null) {
            getNext().invoke(request, response);
        } else {
            connection.action(ActionCode.CLOSE_NOW, null);
        }
    }
}
