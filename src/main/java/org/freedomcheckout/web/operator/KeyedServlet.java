package org.freedomcheckout.web.operator;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.merchant.ApiKeys;
import tools.jackson.databind.json.JsonMapper;

/** An address of the management listener that wants a bearer key, so that no web page can make a browser act on it. */
abstract class KeyedServlet extends HttpServlet {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final ApiKeys keys;

    KeyedServlet(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected final void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!keys.admit(request)) {
            throw new Refusal(401, "bad_request");
        }
        super.service(request, response);
    }

    static void json(HttpServletResponse response, Object body) throws IOException {
        response.setContentType("application/json;charset=UTF-8");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
