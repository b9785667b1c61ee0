package io.github.ekssdk.testing.internal.kubernetes;

import java.util.ArrayDeque;
import java.util.Deque;

/** Errors that requests are to be answered with, whatever they ask. */
final class Failures {
    private final Deque<Integer> due = new ArrayDeque<>();

    synchronized void add(int count, int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("An error has a status of 400 to 599, not " + status + ".");
        }
        for (int i = 0; i < count; i++) {
            due.add(status);
        }
    }

    synchronized void strike() {
        Integer status = due.poll();
        if (status != null) {
            throw failure(status);
        }
    }

    private static ApiFailure failure(int status) {
        return switch (status) {
            case 401 -> ApiFailure.unauthorized();
            case 429 -> new ApiFailure(429, "TooManyRequests", "Too many requests, please try again later.");
            case 500 -> new ApiFailure(500, "InternalError", "etcdserver: leader changed");
            case 503 ->
                new ApiFailure(503, "ServiceUnavailable", "the server is currently unable to handle the request");
            case 504 ->
                new ApiFailure(504, "Timeout", "the server was unable to return a response in the time allotted");
            default -> new ApiFailure(status, "Unknown", "the server has asked for the client to fail");
        };
    }
}
