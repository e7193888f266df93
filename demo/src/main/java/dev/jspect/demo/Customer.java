// SPDX-License-Identifier: Apache-2.0
package dev.jspect.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;

/** Keeps the service busy: orders something over HTTP a few times a second. */
final class Customer implements Runnable {
    private static final List<String> NAMES = List.of("ann", "bob", "cleo", "dirk");

    private final URI orders;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Random random = new Random(42);

    Customer(int port) {
        orders = URI.create("http://127.0.0.1:" + port + "/orders");
    }

    @Override
    public void run() {
        try {
            for (int count = 1; !Thread.currentThread().isInterrupted(); count++) {
                String name = NAMES.get(random.nextInt(NAMES.size()));
                String article = Catalogue.ARTICLES.get(random.nextInt(Catalogue.ARTICLES.size()));
                String quantity = count % 10 == 0 ? "dozen" : String.valueOf(1 + random.nextInt(5));
                String body = name + " " + article + " " + quantity;
                Errand.onBehalfOf(name, () -> order(body));
            }
        } catch (UncheckedIOException e) {
            // The service is going down.
            return;
        }
    }

    private void order(String body) {
        try {
            http.send(
                    HttpRequest.newBuilder(orders)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            Thread.sleep(150);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
