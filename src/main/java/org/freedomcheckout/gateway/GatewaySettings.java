package org.freedomcheckout.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.freedomcheckout.checkout.Secret;

/**
 * How Freedom Pay is reached.
 *
 * @param url the gateway's base, https; http on loopback only
 * @param merchantId the shop's number, digits
 * @param secrets the shop's; messages are signed with the first, and all are believed in answers while the secret is
 *     being changed. Asked for each message
 * @param connectTimeout until a connection stands, TLS included
 * @param responseTimeout between two bytes of an answer
 * @param maxCalls at once; five times as many may wait for their turn, 5,000 at most
 * @param testingMode whether {@code pg_testing_mode=1} is sent
 * @param mdField {@code pg_md}, or {@code pg_3d_md} for gateways that want the older name
 * @param cardPayByGet whether the browser sends {@code card/pay} in the query
 */
public record GatewaySettings(
        URI url,
        String merchantId,
        Supplier<List<Secret>> secrets,
        Duration connectTimeout,
        Duration responseTimeout,
        int maxCalls,
        boolean testingMode,
        String mdField,
        boolean cardPayByGet) {

    /** The whole call may take so long: the response timeout begins anew with every byte. */
    public Duration deadline() {
        return responseTimeout.plusSeconds(15);
    }

    /** The secret to sign with. */
    Secret secretKey() {
        return secrets.get().getFirst();
    }

    URI resolve(String path) {
        var base = url.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + path);
    }
}
