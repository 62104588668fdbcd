package org.brandstore.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.brandstore.account.Person;
import org.brandstore.testing.Publishers;

/** A window of the browser, which notes what goes wrong in its pages. */
final class Window implements AutoCloseable {
    /** How long a page may take on a busy machine. */
    static final int PATIENCE_MILLIS = 30_000;

    private static final Path SHOTS = Path.of("target", "browser");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final String TOO_WIDE = """
            () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('main *')]
                .filter(element => element.getBoundingClientRect().right > innerWidth)
                .slice(0, 5).map(element => element.outerHTML.slice(0, 200))
            """;
    private static final String VIOLATIONS =
            "addEventListener('securitypolicyviolation', e => violated(e.violatedDirective + ' ' + e.blockedURI))";
    private static final String UNUSABLE = """
            async () => (await axe.run(document, {resultTypes: ['violations']})).violations
                .flatMap(rule => rule.nodes.map(node => rule.id + ' (' + rule.impact + '): ' + node.html
                    + ' ' + node.any.map(check => check.message).join('; ')))
            """;

    private final BrowserContext context;
    private final Page page;
    private final URI site;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    private Window(BrowserContext context, URI site) {
        this.context = context;
        this.site = site;
        this.page = context.newPage();
    }

    static Window of(Browser browser, URI site, boolean scripts) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setJavaScriptEnabled(scripts)
                .setViewportSize(WIDE, 1500));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Window window = new Window(context, site);
        window.watch();
        return window;
    }

    private void watch() {
        context.exposeBinding("violated", (source, what) -> {
            troubles.add("content security policy: " + what[0]);
            return null;
        });
        context.addInitScript(VIOLATIONS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                troubles.add(said(message));
            }
        });
        page.onPageError(error -> troubles.add("script: " + error));
        page.onRequestFailed(request -> {
            // what a page was still asking for when it was left
            if (!String.valueOf(request.failure()).contains("ERR_ABORTED")) {
                troubles.add(request.url() + ": " + request.failure());
            }
        });
    }

    private static String said(ConsoleMessage message) {
        return "console: " + message.text() + " " + message.location();
    }

    Page page() {
        return page;
    }

    Window go(String path) {
        page.navigate(site.resolve(path).toString());
        return this;
    }

    /** Through the form, as people do. */
    Window signIn(Person person) {
        go("/console/sign-in");
        page.getByLabel("E-mail address").fill(person.email());
        page.getByLabel("Password").fill(Publishers.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#code, .who")).isVisible();
        return this;
    }

    void see(String selector, String text) {
        assertThat(page.locator(selector)).containsText(text);
    }

    /** Presses the key until the element has the focus. */
    void press(String key, String id) {
        for (int i = 0; i < 200; i++) {
            if (id.equals(focused())) {
                return;
            }
            page.keyboard().press(key);
        }
        throw new AssertionError(key + " never leads to " + id + ", only to " + focused());
    }

    String focused() {
        return String.valueOf(page.evaluate("document.activeElement && document.activeElement.id"));
    }

    /** With the mouse: pressed, moved in small steps, and let go. */
    void drag(Locator what, Locator where) {
        BoundingBox from = what.boundingBox();
        BoundingBox to = where.boundingBox();
        page.mouse().move(from.x + 60, from.y + from.height / 2);
        page.mouse().down();
        for (int step = 1; step <= 10; step++) {
            double part = step / 10.0;
            page.mouse()
                    .move(
                            from.x + 60 + part * (to.x + to.width / 2 - from.x - 60),
                            from.y + from.height / 2 + part * (to.y + to.height / 2 - from.y - from.height / 2));
        }
        page.mouse().up();
    }

    /** Calls with what a property of an element was each time that it changed, on all pages from now on. */
    void record(String selector, String property, Consumer<Object> seen) {
        context.exposeBinding("changed", (source, values) -> {
            seen.accept(values[0]);
            return null;
        });
        page.addInitScript("""
                addEventListener('DOMContentLoaded', () => {
                  const element = document.querySelector('%s');
                  if (element) {
                    new MutationObserver(() => changed(element.%s)).observe(element, {attributes: true});
                  }
                })
                """.formatted(selector, property));
    }

    /** Lets the window send only so many bytes a second. */
    void slowDown(int bytesPerSecond) {
        CDPSession protocol = context.newCDPSession(page);
        JsonObject limits = new JsonObject();
        limits.addProperty("offline", false);
        limits.addProperty("latency", 0);
        limits.addProperty("downloadThroughput", -1);
        limits.addProperty("uploadThroughput", bytesPerSecond);
        protocol.send("Network.enable");
        protocol.send("Network.emulateNetworkConditions", limits);
    }

    /**
     * Keeps pictures of the page, and has it judged whether everybody can use it: in light and in dark colours, and on a
     * telephone, where nothing may be wider than the page.
     */
    void show(String name) {
        page.setViewportSize(NARROW, 844);
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + "-narrow.png"))
                .setFullPage(true));
        assertThat((List<?>) page.evaluate(TOO_WIDE))
                .as(name + " on a telephone")
                .isEmpty();
        page.setViewportSize(WIDE, 1500);
        for (ColorScheme scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(
                    new Page.EmulateMediaOptions().setColorScheme(scheme).setReducedMotion(ReducedMotion.REDUCE));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SHOTS.resolve(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png"))
                    .setFullPage(true));
            page.evaluate(judge());
            assertThat((List<?>) page.evaluate(UNUSABLE))
                    .as(name + " in " + scheme)
                    .isEmpty();
        }
    }

    /** The script comes through the debugger, so the page's policy stays as it is. */
    private static String judge() {
        try (InputStream script = Window.class.getResourceAsStream("/axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not there: run with -Pbrowser");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went wrong so far. */
    List<String> troubles() {
        return List.copyOf(troubles);
    }

    /** What went wrong so far, forgotten herewith. */
    List<String> takeTroubles() {
        List<String> taken = List.copyOf(troubles);
        troubles.clear();
        return taken;
    }

    /** A window in which anything went wrong fails its test. */
    @Override
    public void close() {
        context.close();
        assertThat(takeTroubles()).isEmpty();
    }
}
