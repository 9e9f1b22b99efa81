package org.freedomcheckout.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook must not become a way into the merchant's own network. */
class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "198.19.255.255",
                "239.255.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "2001:db8::1",
                "2001::1",
                "1fff::1",
                "4000::1",
                "2130706433",
                "127.1"
            })
    void isRefused(String address) throws UnknownHostException {
        assertThatThrownBy(() -> new PublicAddresses().resolve(address)).isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> WebhookUrls.check("https://" + host(address) + "/hook", false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.1",
                "8.8.8.8",
                "99.64.0.1",
                "100.63.255.255",
                "100.128.0.0",
                "172.32.0.1",
                "192.0.1.1",
                "192.1.0.1",
                "193.0.0.1",
                "198.17.255.255",
                "198.20.0.1",
                "199.18.0.1",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2003:db8::1",
                "2a00:1450:4010::5e",
                "2606:4700::1111",
                "3ffe::1"
            })
    void isAllowed(String address) throws UnknownHostException {
        assertThat(new PublicAddresses().resolve(address)).containsExactly(InetAddress.getByName(address));
        assertThat(WebhookUrls.check("https://" + host(address) + "/hook", false))
                .hasScheme("https");
    }

    private static String host(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    @Test
    void httpNeedsThePermission() {
        assertThatThrownBy(() -> WebhookUrls.check("http://8.8.8.8/hook", false))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(WebhookUrls.check("http://127.0.0.1:8070/hook", true)).hasPort(8070);
        assertThatThrownBy(() -> WebhookUrls.check("ftp://127.0.0.1/hook", true))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WebhookUrls.check("https://user@shop.kz/hook", true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
