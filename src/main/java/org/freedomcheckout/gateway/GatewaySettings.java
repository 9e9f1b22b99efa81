package org.freedomcheckout.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.freedomcheckout.checkout.Secret;

/**
 * How Freedom Pay is reached.
 *
 * @param url the gateway's base, https; http on loopback only
 * @param merchantId the shop's number, digits
 * @param secretKey the shop's secret, with which messages are signed
 * @param previousSecretKey still believed in answers while the secret is being changed
 * @param connectTimeout until a connection stands, TLS included
 * @param responseTimeout between two bytes of an answer
 * @param testingMode whether {@code pg_testing_mode=1} is sent
 * @param mdField {@code pg_md}, or {@code pg_3d_md} for gateways that want the older name
 * @param cardPayByGet whether the browser sends {@code card/pay} in the query
 */
public record GatewaySettings(
        URI url,
        String merchantId,
        Secret secretKey,
        Optional<Secret> previousSecretKey,
        Duration connectTimeout,
        Duration responseTimeout,
        boolean testingMode,
        String mdField,
        boolean cardPayByGet) {

    /** The whole call may take so long: the response timeout begins anew with every byte. */
    public Duration deadline() {
        return responseTimeout.plusSeconds(15);
    }

    URI resolve(String path) {
        var base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }
}
