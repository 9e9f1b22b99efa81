package org.freedomcheckout.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a listener listens.
 *
 * @param port 0 for any free one
 * @param trustedProxies address ranges (CIDR) whose word about the caller's address is believed
 */
public record WebSettings(String host, int port, Optional<Tls> tls, List<String> trustedProxies) {

    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    public WebSettings {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
