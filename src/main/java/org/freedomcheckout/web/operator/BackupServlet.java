package org.freedomcheckout.web.operator;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.freedomcheckout.store.Database;
import org.freedomcheckout.web.Refusal;
import org.freedomcheckout.web.merchant.ApiKeys;

/** {@code POST /backup}: copies the running H2 into a zip beside its file. */
public final class BackupServlet extends KeyedServlet {

    private final Database database;

    BackupServlet(ApiKeys keys, Database database) {
        super(keys);
        this.database = database;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var zip = database.backup().orElseThrow(() -> new Refusal(409, "bad_request"));
        json(response, Map.of("file", zip.toString()));
    }
}
