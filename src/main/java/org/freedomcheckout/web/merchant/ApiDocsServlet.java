package org.freedomcheckout.web.merchant;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.freedomcheckout.web.Pages;

/** {@code /api/v1/docs}: the description of the API as a page; in English, for engineers. */
public final class ApiDocsServlet extends HttpServlet {

    private final ApiDescription description;
    private final Pages pages;

    ApiDocsServlet(ApiDescription description, Pages pages) {
        this.description = description;
        this.pages = pages;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> model = Map.of(
                "title", description.title(),
                "introduction", description.introduction(),
                "sections", description.sections(),
                "schemas", description.schemas());
        pages.show(request, response, "api-docs", Optional.of("en"), csp -> csp.with("form-action", "'none'"), model);
    }
}
