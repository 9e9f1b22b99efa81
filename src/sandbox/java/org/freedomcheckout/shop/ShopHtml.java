package org.freedomcheckout.shop;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The shop's pages have one look. */
final class ShopHtml {

    private static final String STYLE = """
            :root{color-scheme:light dark;--a:#7a3b0b;--g:#faf6f0;--s:#fff;--t:#201a14;--l:#e4d9cb}
            @media(prefers-color-scheme:dark){:root{--a:#a8581a;--g:#15120f;--s:#1f1b17;--t:#f3ece4;--l:#3b332b}}
            *{box-sizing:border-box}body{margin:0 auto;max-width:44rem;padding:1rem;background:var(--g);color:var(--t);font:1rem/1.5 system-ui,sans-serif}
            header{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:center;justify-content:space-between}header>a{font-size:1.25rem;font-weight:700;text-decoration:none}nav{display:flex;gap:.75rem}nav a{display:inline-flex;align-items:center;min-height:44px}nav a[aria-current]{font-weight:600;text-decoration:none}
            .goods{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.75rem}
            .box{background:var(--s);border:1px solid var(--l);border-radius:1rem;padding:1rem;margin:.75rem 0}
            .goods .box{margin:0}svg{width:64px;height:64px;fill:none;stroke:var(--a);stroke-width:2.5}
            input,select{font:inherit;min-height:44px;width:100%;border:1px solid var(--l);border-radius:.5rem;padding:0 .5rem;background:var(--s);color:var(--t)}
            input[type=checkbox]{width:1.25rem;min-height:1.25rem}
            button,.button{display:block;width:100%;min-height:48px;margin:.75rem 0 0;padding:.6rem;border:0;border-radius:.75rem;background:var(--a);color:#fff;font:inherit;font-weight:600;text-align:center;text-decoration:none}
            a{color:inherit}h1{font-size:1.375rem}h2{font-size:1.125rem;margin:.25rem 0}pre{white-space:pre-wrap;word-break:break-word;font-size:.8125rem}
            """;

    private static final String ICON = "data:image/svg+xml,"
            + "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 48 48' fill='none' stroke='%237a3b0b' stroke-width='4'%3E"
            + "%3Cpath d='" + Goods.TEA.drawing + "'/%3E%3C/svg%3E";

    private ShopHtml() {}

    static String page(Language language, String title, String body) {
        return """
                <!doctype html><html lang="%s"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
                <title>%s</title><link rel="icon" href="%s"><style>%s</style></head><body>
                <header><a href="/?lang=%s">%s</a><nav>%s</nav></header><main>%s</main></body></html>
                """.formatted(
                        language.code(),
                        title,
                        ICON,
                        STYLE,
                        language.code(),
                        language.say("Базар, демо-магазин", "Базар, демо-дүкен", "Bazaar, a demo shop"),
                        languages(language),
                        body);
    }

    private static String languages(Language current) {
        return Arrays.stream(Language.values())
                .map(language -> "<a href=\"/?lang=%s\" lang=\"%s\"%s>%s</a>"
                        .formatted(
                                language.code(),
                                language.code(),
                                language == current ? " aria-current=\"true\"" : "",
                                language.ownName))
                .collect(Collectors.joining(" "));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
