package org.freedomcheckout.testkit;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedomcheckout.sandbox.Json;

/** The sandbox's control API. */
public final class SandboxControl {

    private final URI sandbox;

    /** Ready, for the sandbox at this base address. */
    public SandboxControl(URI sandbox) {
        this.sandbox = sandbox;
    }

    /** Names and values in turn, such as {@code "outcome", "decline", "code", "10009"}. */
    public void scenario(String orderId, Object... wishes) {
        var scenario = new LinkedHashMap<String, Object>();
        scenario.put("order_id", orderId);
        for (int i = 0; i < wishes.length; i += 2) {
            scenario.put((String) wishes[i], wishes[i + 1]);
        }
        add(scenario);
    }

    private void add(Map<String, Object> scenario) {
        var response = Http.postJson(sandbox + "/sandbox/scenarios", Json.write(scenario));
        if (response.statusCode() != 201) {
            throw new AssertionError(response.body());
        }
    }

    /** Disturbs the next call of an endpoint about an order. */
    public void fault(String orderId, String endpoint, String fault, Object... more) {
        var wishes = new LinkedHashMap<String, Object>(Map.of("endpoint", endpoint, "fault", fault));
        for (int i = 0; i < more.length; i += 2) {
            wishes.put((String) more[i], more[i + 1]);
        }
        scenario(orderId, "faults", List.of(wishes));
    }

    /** Disturbs all calls of an endpoint from now on; the latest wish for an endpoint counts, a {@code delay} ends it. */
    public void faultForAll(String endpoint, String fault) {
        var wish = Map.of("endpoint", endpoint, "fault", fault, "ms", 0L, "times", -1L);
        add(Map.of("faults", List.of(wish)));
    }

    /** The ledger's payments of an order, the latest first; of all orders if it is empty. */
    public List<Map<String, Object>> payments(String orderId) {
        return list("payments?order_id=" + orderId);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> list(String query) {
        return (List<Map<String, Object>>)
                Json.read(Http.get(sandbox + "/sandbox/" + query).body());
    }

    /** How often an endpoint was called about an order's payments. */
    public long calls(String orderId, String endpoint) {
        return payments(orderId).stream()
                .map(payment -> (Map<?, ?>) payment.get("calls"))
                .mapToLong(calls -> calls.get(endpoint) instanceof Long n ? n : 0)
                .sum();
    }

    /** How often the bank said yes to an order's payments. */
    public long authorizations(String orderId) {
        return payments(orderId).stream()
                .mapToLong(payment -> (Long) payment.get("authorizations"))
                .sum();
    }

    /**
     * How many notifies about an order's latest payment were answered as they should be, once it is so many: a checkout can be
     * paid before the sandbox has read the answer to the end.
     */
    public long notifiesAnsweredOnce(String orderId, long expected) {
        return Eventually.look(
                () -> (Long) payments(orderId).getFirst().get("notifies_answered"), answered -> answered == expected);
    }

    /** Forgets every payment, wish and message. */
    public void reset() {
        Http.postJson(sandbox + "/sandbox/reset", "{}");
    }

    /** Sends a notify about an order's latest payment now; returns what was answered. */
    public Map<String, Object> sendNotify(String orderId, Map<String, Object> overrides) {
        var id = payments(orderId).getFirst().get("id");
        return Json.readObject(Http.postJson(sandbox + "/sandbox/payments/" + id + "/notify", Json.write(overrides))
                .body());
    }
}
