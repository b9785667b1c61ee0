package io.github.ekssdk.examples.guide;

import java.util.List;

/** Stands for the logger of an application. */
record Log(List<String> lines) {

    void info(String line) {
        lines.add(line);
    }

    void warn(String line) {
        lines.add(line);
    }

    void error(String line) {
        lines.add(line);
    }
}
