package org.freedomcheckout.app;

import org.slf4j.bridge.SLF4JBridgeHandler;

/** Brings what libraries say by java.util.logging, Tomcat among them, into our log. */
final class Logs {

    private Logs() {}

    static void join() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }
}
