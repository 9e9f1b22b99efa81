package org.freedomcheckout.sandbox;

import java.util.List;

/** The sandbox's own pages; plain, and clearly not the checkout's. */
final class Html {

    private static final String STYLE = """
            :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
            body{margin:0 auto;padding:16px;max-width:420px;background:Canvas;color:CanvasText}
            .tag{font-size:13px;opacity:.75;border-bottom:1px solid;padding-bottom:8px}
            h1{font-size:20px}.amount{font-size:28px;margin:0}.error{color:#c00}
            button,input,select{font:inherit;min-height:44px;width:100%;margin:6px 0;box-sizing:border-box;border-radius:8px;border:1px solid;padding:0 12px}
            table{border-collapse:collapse;width:100%;font-size:13px}td,th{border-bottom:1px solid #8886;padding:4px;text-align:left;vertical-align:top;word-break:break-word}
            body.wide{max-width:1200px}pre{white-space:pre-wrap;margin:0}
            """;

    private Html() {}

    static HttpResponse page(String title, String body) {
        return HttpResponse.html(document(title, "", body));
    }

    static HttpResponse problem(String text) {
        return HttpResponse.of(400, "text/html", document("Sandbox", "", "<h1>" + Xml.escaped(text) + "</h1>"));
    }

    static HttpResponse widePage(String title, String body) {
        return HttpResponse.html(document(title, "wide", body));
    }

    private static String document(String title, String bodyClass, String body) {
        return """
                <!doctype html><html lang="en"><head><meta charset="utf-8">
                <meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%s</title><link rel="icon" href="data:,"><style>%s</style></head>
                <body class="%s"><p class="tag">Freedom Pay sandbox: no real money here</p>%s</body></html>
                """.formatted(Xml.escaped(title), STYLE, bodyClass, body);
    }

    /** A form that posts itself; with a button for browsers without script. */
    static String autoForm(String action, List<Field> fields) {
        var form = new StringBuilder("<form id=\"back\" method=\"post\" action=\"" + Xml.escaped(action) + "\">");
        for (var field : fields) {
            form.append("<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                    .formatted(Xml.escaped(field.name()), Xml.escaped(field.value())));
        }
        return form.append("<button id=\"go-back\">Back to the shop</button></form>")
                .append("<script>document.getElementById('back').submit()</script>")
                .toString();
    }
}
