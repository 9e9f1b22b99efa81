package org.freedomcheckout.web.preview;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.freedomcheckout.web.Assets;
import org.freedomcheckout.web.Languages;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Pages;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Drawing a page. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageBenchmark {

    @Param({"pay-challenge", "paid"})
    public String name = "";

    private final Pages pages = new Pages(
            Overlay.NONE,
            new Texts(Overlay.NONE),
            new Assets(Overlay.NONE),
            new Languages(List.of("ru", "kk", "en")),
            new Shop("Shop", null, null, null, null));
    private List<Sample> chosen = List.of();

    @Setup
    public void choose() {
        var all = Samples.of("ru", URI.create("https://checkout.shop.kz"), Instant.parse("2026-11-21T10:15:30Z"));
        chosen = all.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** A browser that says nothing about itself. */
    private static final HttpServletRequest REQUEST = (HttpServletRequest) Proxy.newProxyInstance(
            PageBenchmark.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (_, method, _) -> method.getName().equals("getRequestURI") ? "/pay/token" : null);

    @Benchmark
    public Object draw() {
        var sample = chosen.getFirst();
        return pages.draw(REQUEST, sample.template(), Optional.empty(), sample::policy, sample.model());
    }
}
