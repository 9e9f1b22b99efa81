package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Tells a caller, in the form it understands, that a request cannot be served. */
@FunctionalInterface
public interface ErrorAnswer {

    /** Writes the whole answer; nothing of another one has been sent. */
    void send(HttpServletRequest request, HttpServletResponse response, Refusal refusal) throws IOException;
}
