package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /api/v1/openapi.yaml}: the description of the API, for machines. Holds no secret, so it wants no key. */
public final class OpenApiServlet extends HttpServlet {

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("application/yaml;charset=UTF-8");
        response.getOutputStream().write(ApiDescription.yaml());
    }
}
