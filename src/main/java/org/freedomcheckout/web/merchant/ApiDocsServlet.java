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

    private final Pages pages;

    ApiDocsServlet(Pages pages) {
        this.pages = pages;
    }

    /** Read when somebody wants to see it for the first time: every start would take longer. */
    private static final class Shown {

        static final Map<String, Object> MODEL = model(new ApiDescription());

        private static Map<String, Object> model(ApiDescription description) {
            return Map.of(
                    "title", description.title(),
                    "introduction", description.introduction(),
                    "sections", description.sections(),
                    "schemas", description.schemas());
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        pages.show(
                request,
                response,
                "api-docs",
                Optional.of("en"),
                csp -> csp.with("form-action", "'none'"),
                Shown.MODEL);
    }
}
