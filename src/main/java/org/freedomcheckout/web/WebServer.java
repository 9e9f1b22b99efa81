package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.apache.tomcat.util.modeler.Registry;
import org.freedomcheckout.web.limit.Connections;
import org.freedomcheckout.web.limit.GuardedEndpoint;

/** One listener: an embedded Tomcat with one servlet, on virtual threads, without sessions. */
public final class WebServer implements AutoCloseable {

    static {
        // Two servers in one process would have the same names there, and nobody looks.
        Registry.disableRegistry();
    }

    private final Tomcat tomcat = new Tomcat();
    private final Path baseDir;
    private final Connections connections;
    private final Optional<TlsFiles> tls;

    /**
     * Starts to listen.
     *
     * @param headers of what never reaches the servlet
     * @throws IllegalStateException if the host is none, the port is taken or the certificate cannot be read
     */
    public WebServer(WebSettings settings, HttpServlet servlet, SecurityHeaders headers) {
        var address = address(settings.host());
        try {
            this.baseDir = Files.createTempDirectory("checkout-tomcat");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tomcat.setBaseDir(baseDir.toString());
        var proxies = settings.proxies();
        this.connections = new Connections(proxies::contains, settings.limitsEach());
        var protocol = protocol(address, settings.port(), connections);
        this.tls = settings.tls().map(files -> new TlsFiles(protocol, files));
        tomcat.setConnector(connector(settings, protocol));
        var context = tomcat.addContext("", baseDir.toString());
        withoutSessions(context);
        withoutSearchForLeaks(context);
        var router = Tomcat.addServlet(context, "router", servlet);
        router.setLoadOnStartup(1);
        router.addMapping("/");
        ((StandardHost) tomcat.getHost()).setErrorReportValveClass("");
        tomcat.getHost().getPipeline().addValve(new BareErrors(headers));
        tomcat.getHost().getPipeline().addValve(new BareLineFeeds());
        tomcat.getEngine().getPipeline().addValve(new Http09Valve());
        if (!settings.trustedProxies().isEmpty()) {
            tomcat.getEngine().getPipeline().addValve(remoteIp(settings));
        }
        try {
            tomcat.start();
        } catch (LifecycleException e) {
            throw new IllegalStateException("cannot listen on " + settings.host() + ":" + settings.port(), e);
        }
        if (port() < 0) {
            close();
            throw new IllegalStateException("cannot listen on " + settings.host() + ":" + settings.port());
        }
    }

    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    private static Connector connector(WebSettings settings, Http11NioProtocol protocol) {
        var connector = new Connector(protocol);
        connector.setThrowOnFailure(true);
        connector.setXpoweredBy(false);
        connector.setAllowTrace(false);
        // Addresses are compared undecoded: an encoded slash is a character of its part and divides nothing.
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setMaxPostSize(262_144);
        connector.setMaxParameterCount(200);
        if (settings.tls().isPresent()) {
            connector.setScheme("https");
            connector.setSecure(true);
        }
        return connector;
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("cannot listen on " + host, e);
        }
    }

    private static Http11NioProtocol protocol(InetAddress address, int port, Connections connections) {
        var endpoint = new GuardedEndpoint(connections);
        // Bound when it starts, so that the port can be given back before the requests that are being served are done.
        endpoint.setBindOnInit(false);
        var protocol = new Http11NioProtocol(endpoint);
        protocol.setAddress(address);
        protocol.setPort(port);
        protocol.setExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-", 0).factory()));
        protocol.setConnectionTimeout(10_000);
        protocol.setKeepAliveTimeout(15_000);
        protocol.setMaxHttpRequestHeaderSize(8_192);
        protocol.setMaxSwallowSize(262_144);
        protocol.setMaxConnections(Connections.MOST);
        protocol.setAcceptCount(1_024);
        protocol.setServer("");
        return protocol;
    }

    private static void withoutSessions(Context context) {
        context.setCookies(false);
        context.addServletContainerInitializer(
                (_, servletContext) -> servletContext.setSessionTrackingModes(Set.of()), null);
        // A path is compared as it came; the container must not tidy it first.
        context.setMapperContextRootRedirectEnabled(false);
    }

    /** Tomcat looks for what an application left behind, for those who load it again in the same process. */
    private static void withoutSearchForLeaks(Context context) {
        if (context instanceof StandardContext standard) {
            standard.setClearReferencesRmiTargets(false);
            standard.setClearReferencesThreadLocals(false);
        }
    }

    /** The caller's address as a proxy of ours says it; of others no word is believed. */
    private static RemoteIpValve remoteIp(WebSettings settings) {
        var valve = new RemoteIpValve();
        // Without a mask in it Tomcat would take the list for a regular expression, which two addresses never match.
        valve.setInternalProxies(settings.trustedProxies().stream()
                .map(range -> range.contains("/") ? range : range + (range.contains(":") ? "/128" : "/32"))
                .collect(Collectors.joining(",")));
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return valve;
    }

    /** Looks at once whether there is a new certificate. */
    void renewCertificate() {
        tls.ifPresent(TlsFiles::look);
    }

    /** The open connections. */
    public int connections() {
        return connections.count();
    }

    /** Takes no more connections; requests that are being served go on, and end theirs. */
    public void takeNoMore() {
        tomcat.getConnector().getProtocolHandler().closeServerSocketGraceful();
    }

    /** Stops. */
    @Override
    public void close() {
        tls.ifPresent(TlsFiles::close);
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("cannot stop", e);
        } finally {
            delete(baseDir);
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
