package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTPS by two PEM files. */
class TlsTest {

    /** Says by what it was asked. */
    private static final class Told extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write(request.getScheme() + " " + request.isSecure());
        }
    }

    /** Each is made once, which takes longer than all the rest. */
    private static final Map<String, Pem> MADE = new HashMap<>();

    @TempDir
    private Path directory;

    private WebServer server;
    private int files;

    @BeforeEach
    void start() throws Exception {
        newCertificate("first");
        var tls = new WebSettings.Tls(directory.resolve("tls.crt"), directory.resolve("tls.key"));
        server = new WebServer(
                new WebSettings("127.0.0.1", 0, Optional.of(tls), List.of(), true),
                new Told(),
                new SecurityHeaders(true));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Certificate and key as they are written into files. */
    private record Pem(String certificate, String key) {}

    private void newCertificate(String name) throws Exception {
        var pem = MADE.get(name);
        if (pem == null) {
            pem = made(name);
            MADE.put(name, pem);
        }
        write("tls.crt", pem.certificate());
        write("tls.key", pem.key());
    }

    private Pem made(String name) throws Exception {
        var store = directory.resolve(name + ".p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-alias",
                        "a",
                        "-dname",
                        "CN=" + name,
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name + ".log").toFile())
                .start();
        assertThat(made.waitFor()).isZero();
        var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        return new Pem(
                pem("CERTIFICATE", keys.getCertificate("a").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("a", "changeit".toCharArray()).getEncoded()));
    }

    /** Each later than the one before, however fast the test is. */
    private void write(String name, String text) throws IOException {
        var file = Files.writeString(directory.resolve(name), text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++files)));
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
    }

    private SSLSocket socket() throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        return (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", server.port());
    }

    private SSLSession session(String protocol) throws IOException, GeneralSecurityException {
        try (var socket = socket()) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            return socket.getSession();
        }
    }

    private String subject() throws IOException, GeneralSecurityException {
        var certificate = (X509Certificate) session("TLSv1.3").getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void todaysProtocolsAreSpokenWithForwardSecrecy(String protocol) throws Exception {
        var session = session(protocol);
        assertThat(session.getProtocol()).isEqualTo(protocol);
        assertThat(session.getCipherSuite())
                .matches("TLS_(ECDHE_ECDSA_WITH_)?(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA.*");
    }

    @Test
    void whatComesByItIsSecure() throws Exception {
        try (var socket = socket()) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .contains("https true");
        }
    }

    /** By hand: no library of today says hello like that. */
    @ParameterizedTest
    @ValueSource(strings = {"0300", "0301", "0302"})
    void yesterdaysProtocolsAreRefused(String version) throws IOException {
        var hello = version + "00".repeat(32) + "00" + "0006c009c00ac013" + "0100";
        var handshake = "01" + length(hello, 6) + hello;
        var record = "16" + "0301" + length(handshake, 4) + handshake;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(HexFormat.of().parseHex(record));
            var answer = socket.getInputStream().readNBytes(7);
            // An alert, fatal: protocol_version.
            assertThat(answer[0]).isEqualTo((byte) 21);
            assertThat(answer[5]).isEqualTo((byte) 2);
            assertThat(answer[6]).isEqualTo((byte) 70);
        }
    }

    private static String length(String hex, int digits) {
        return HexFormat.of().toHexDigits(hex.length() / 2, digits);
    }

    @Test
    void aRenewedCertificateIsTakenWithoutARestart() throws Exception {
        assertThat(subject()).isEqualTo("CN=first");
        newCertificate("second");
        server.renewCertificate();
        assertThat(subject()).isEqualTo("CN=second");
    }

    @Test
    void filesThatDoNotFitTogetherLeaveTheOldCertificateInUse() throws Exception {
        write("tls.crt", "garbage");
        server.renewCertificate();
        assertThat(subject()).isEqualTo("CN=first");
        newCertificate("second");
        server.renewCertificate();
        assertThat(subject()).isEqualTo("CN=second");
    }

    private static final class TrustsAnybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
