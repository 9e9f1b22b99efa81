package org.freedomcheckout.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.freedomcheckout.ticker.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS with a certificate and a key in PEM files, read again when they change: certificates are renewed every few weeks. */
final class TlsFiles implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TlsFiles.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** Forward secrecy and authenticated encryption; TLS 1.3 has no others. */
    private static final String CIPHERS = String.join(
            ":",
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "ECDHE-ECDSA-AES256-GCM-SHA384",
            "ECDHE-RSA-AES256-GCM-SHA384",
            "ECDHE-ECDSA-AES128-GCM-SHA256",
            "ECDHE-RSA-AES128-GCM-SHA256",
            "ECDHE-ECDSA-CHACHA20-POLY1305",
            "ECDHE-RSA-CHACHA20-POLY1305");

    private final AbstractHttp11Protocol<?> protocol;
    private final List<Path> files;
    private final Ticker ticker = new Ticker("certificate");
    private List<FileTime> read;

    TlsFiles(AbstractHttp11Protocol<?> protocol, WebSettings.Tls tls) {
        this.protocol = protocol;
        this.files = List.of(tls.certificate().toAbsolutePath(), tls.key().toAbsolutePath());
        this.read = times();
        protocol.setSSLEnabled(true);
        protocol.addSslHostConfig(config());
        ticker.every(BETWEEN_LOOKS, this::look);
    }

    private SSLHostConfig config() {
        var host = new SSLHostConfig();
        host.setProtocols("TLSv1.2+TLSv1.3");
        host.setCiphers(CIPHERS);
        host.setHonorCipherOrder(true);
        var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setCertificateFile(files.getFirst().toString());
        certificate.setCertificateKeyFile(files.getLast().toString());
        host.addCertificate(certificate);
        return host;
    }

    /** Takes new files; as long as they do not fit together, the old ones stay in use. */
    void look() {
        var now = times();
        if (now.equals(read)) {
            return;
        }
        try {
            protocol.addSslHostConfig(config(), true);
            read = now;
            log.info("The certificate was read again");
        } catch (RuntimeException e) {
            log.error("The new certificate cannot be used; the old one stays", e);
        }
    }

    /** Followed through links: secrets are often mounted that way. */
    private List<FileTime> times() {
        return files.stream().map(TlsFiles::time).toList();
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            // Being replaced just now, perhaps.
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void close() {
        ticker.close();
    }
}
