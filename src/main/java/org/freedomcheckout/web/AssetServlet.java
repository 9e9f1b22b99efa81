package org.freedomcheckout.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /assets/{folder}/{file}}: a file of {@code webapp/}, to be kept for ever, for its name has its hash. */
public final class AssetServlet extends HttpServlet {

    private final Assets assets;

    public AssetServlet(Assets assets) {
        this.assets = assets;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response);
    }

    /** Answers with the file at the request's address. */
    public void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asset = assets.find(request.getRequestURI()).orElseThrow(Refusal::notFound);
        response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
        response.setContentType(asset.type());
        Zip.write(request, response, asset.content());
    }
}
