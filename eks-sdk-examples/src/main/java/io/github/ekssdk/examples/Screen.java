package io.github.ekssdk.examples;

import io.github.ekssdk.event.ProgressListener;
import io.github.ekssdk.plan.Plan;
import io.github.ekssdk.spi.Time;
import java.io.Console;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/** What the person in front of the examples sees: nothing else prints. */
final class Screen {

    private final PrintStream out;
    private final boolean terminal;

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The standard output, with progress bars if a person is likely to look at it. */
    static Screen ofTerminal() {
        boolean terminal = isTerminal() && System.getenv("CI") == null && !"dumb".equals(System.getenv("TERM"));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset());
        return new Screen(out, terminal);
    }

    /** From JDK 22 on there is a console without a terminal too, which then says so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJdk22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Terminals speak UTF-8 wherever the locale is not set, too; those of Windows do not. */
    private static Charset charset() {
        return File.separatorChar == '/' ? StandardCharsets.UTF_8 : Charset.defaultCharset();
    }

    void title(String text) {
        String line = "── " + text + " ";
        out.println();
        out.println(line + "─".repeat(Math.max(2, 80 - line.length())));
    }

    void print(String text) {
        out.println(text.stripTrailing());
    }

    void error(String message) {
        out.println();
        out.println(message);
    }

    /** Shows how a plan gets on. */
    ProgressListener progress(Plan plan, Clock clock) {
        return terminal ? new ProgressBars(plan, clock, out) : new ProgressLines(out);
    }

    /** Lets time go on until somebody presses Enter. */
    void waitForEnter(Time time) {
        out.println();
        out.println("Press Enter to end the program, and with it the fake account.");
        try {
            while (System.in.available() == 0) {
                time.sleep(Duration.ofSeconds(10));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
