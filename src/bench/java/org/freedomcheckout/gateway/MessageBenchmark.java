package org.freedomcheckout.gateway;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.checkout.Secret;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A message to Freedom Pay and its answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MessageBenchmark {

    private static final Secret SECRET = new Secret("bench-secret-key-bench-secret-key");

    private final List<Entry<String, String>> fields = List.of(
            Map.entry("pg_merchant_id", "570001"),
            Map.entry("pg_salt", "aB3dE5fG7hJ9kL1mN3pQ5r"),
            Map.entry("pg_payment_id", "7999007771"),
            Map.entry("pg_md", ""),
            Map.entry("pg_pares", "eJzNWFmTo0iS".repeat(120)));

    private final byte[] answer = """
            <?xml version="1.0" encoding="UTF-8"?><response><pg_status>ok</pg_status>\
            <pg_payment_id>7999007771</pg_payment_id><pg_order_id>A1001</pg_order_id><pg_amount>1500.00</pg_amount>\
            <pg_currency>KZT</pg_currency><pg_captured>1</pg_captured><pg_auth_code>243412</pg_auth_code>\
            <pg_reference>241107063029</pg_reference><pg_salt>bench</pg_salt>\
            <pg_sig>0123456789abcdef0123456789abcdef</pg_sig></response>
            """.getBytes(StandardCharsets.UTF_8);

    @Benchmark
    public String sign() {
        return Signature.sign("paymentAcs", fields, SECRET);
    }

    @Benchmark
    public Object readXml() throws MalformedXmlException {
        return XmlMessage.read(answer, PaymentAcsResponse.class);
    }
}
