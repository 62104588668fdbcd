package org.brandstore.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The Chromium of the machine, which looks for nothing in the network by itself. */
final class Chromium implements AutoCloseable {
    private static final Path PROGRAM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        if (!Files.isExecutable(PROGRAM)) {
            throw new IllegalStateException(
                    "there is no Chromium at " + PROGRAM + ": install Debian's package chromium, or set CHROMIUM");
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(Window.PATIENCE_MILLIS);
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(FLAGS));
        return new Chromium(playwright, browser);
    }

    /** A window with cookies of its own. */
    Window open(URI site) {
        return Window.of(browser, site, true);
    }

    Window openWithoutScripts(URI site) {
        return Window.of(browser, site, false);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
