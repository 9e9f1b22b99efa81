package org.freedomcheckout.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files under names that change with their content. */
class AssetsTest {

    @TempDir
    private Path folder;

    private Assets assets() {
        return new Assets(new Overlay(Optional.of(folder), Optional.empty()));
    }

    private void write(String path, String content) throws IOException {
        var file = folder.resolve(path.substring(1));
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, content);
    }

    @ParameterizedTest
    @CsvSource({
        "/css/a.css, text/css;charset=UTF-8",
        "/js/a-1.js, text/javascript;charset=UTF-8",
        "/img/a.svg, image/svg+xml;charset=UTF-8",
        "/img/a.png, image/png"
    })
    void aFileIsFoundAtTheAddressThatIsMadeForIt(String path, String type) throws IOException {
        write(path, "content");
        var asset = assets().find(assets().url(path)).orElseThrow();
        assertThat(asset.content()).asString().isEqualTo("content");
        assertThat(asset.type()).isEqualTo(type);
    }

    @Test
    void anotherContentHasAnotherAddress() throws IOException {
        write("/css/a.css", "before");
        var assets = assets();
        var before = assets.url("/css/a.css");
        write("/css/a.css", "after");
        // It stays what it was until the next start.
        assertThat(assets.url("/css/a.css")).isEqualTo(before);
        assertThat(assets.find(before)).isPresent();
        assertThat(assets().url("/css/a.css")).isNotEqualTo(before);
        assertThat(assets().find(before)).isEmpty();
    }

    @Test
    void browsersCanCheckIt() throws Exception {
        write("/js/a.js", "content");
        var digest = MessageDigest.getInstance("SHA-384").digest("content".getBytes(StandardCharsets.UTF_8));
        assertThat(assets().integrity("/js/a.js"))
                .isEqualTo("sha384-" + Base64.getEncoder().encodeToString(digest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/css/none.0123456789ab.css",
                "/assets/css/../paid.0123456789ab.css",
                "/assets/css/checkout.css",
                "/css/checkout.0123456789ab.css"
            })
    void nothingElseIsServed(String url) {
        assertThat(assets().find(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/css/none.css", "/css/../paid.html", "/txt/a.txt"})
    void aPageCannotNameWhatThereIsNot(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> assets().url(path))
                .withMessage("no file webapp" + path);
    }
}
