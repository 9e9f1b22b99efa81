package org.freedomcheckout.web.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import org.freedomcheckout.store.TimelineChain;
import org.freedomcheckout.web.merchant.ApiKeys;
import org.jspecify.annotations.Nullable;

/** {@code GET /timeline}: verifies the chain of all timeline entries, and tells where it ends and where it is broken. */
public final class TimelineServlet extends KeyedServlet {

    private final TimelineChain chain;

    TimelineServlet(ApiKeys keys, TimelineChain chain) {
        super(keys);
        this.chain = chain;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var end = chain.end();
        var broken = chain.verify();
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("position", end.position());
        json.put("link", end.link());
        json.put(
                "broken",
                broken.map(where -> "entry " + where.position() + " " + where.what())
                        .orElse(null));
        json(response, json);
    }
}
