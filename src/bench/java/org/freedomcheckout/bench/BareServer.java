package org.freedomcheckout.bench;

import jakarta.servlet.http.HttpServlet;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;

/** Tomcat with one servlet on virtual threads, and nothing else. */
final class BareServer {

    private static final int CONNECTIONS = 20_000;

    private BareServer() {}

    /** Serves until the process ends. */
    static void serve(int port, HttpServlet servlet) throws LifecycleException, InterruptedException {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(Path.of(System.getProperty("java.io.tmpdir")).toString());
        var connector = new Connector();
        connector.setPort(port);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxConnections", Integer.toString(CONNECTIONS));
        connector.setProperty("maxKeepAliveRequests", "-1");
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        }
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "servlet", servlet).addMapping("/");
        tomcat.start();
        Thread.currentThread().join();
    }
}
