// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A thread whose variables hold the secret {@code canary-7391} in all places where secrets are kept, and a plain word. */
public final class Secretive {
    private static final String CANARY = "canary-7391";

    private Secretive() {}

    private static final class Account {
        final String user = "ann";
        final String apiKey = CANARY;
    }

    public static void main(String[] args) throws IOException {
        Thread thread = new Thread(
                () -> {
                    try {
                        hold(CANARY, new Account());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "holder");
        thread.setDaemon(true);
        thread.start();
        Ready.untilStdinEnds();
    }

    private static String hold(String password, Account account) throws InterruptedException {
        Map<String, Object> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + CANARY);
        headers.put("X-Api-Token", CANARY.toCharArray());
        String url = "jdbc:postgresql://app:" + CANARY + "@db/orders?password=" + CANARY;
        String plain = "plain-word";
        new CountDownLatch(1).await();
        return password + account.user + account.apiKey + headers + url + plain;
    }
}
