package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Errors for machines that want no page. */
public final class PlainErrors implements ErrorAnswer {

    @Override
    public void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status());
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().write("HTTP " + refusal.status() + "\n");
    }
}
