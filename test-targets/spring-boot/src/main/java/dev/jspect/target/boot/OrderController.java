// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.boot;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Throws within requests, and waits within one. */
@RestController
class OrderController {
    private final CountDownLatch released = new CountDownLatch(1);

    /** Fails at a quantity that is no number: {@code end} says what comes of that. */
    @GetMapping("/order")
    String order(@RequestParam String customer, @RequestParam String quantity, @RequestParam String end) {
        String password = "canary-" + customer;
        Order order = new Order(customer, LocalDate.of(2024, 2, 29));
        List<String> words = List.of(customer, quantity);
        try {
            return order + " of " + Integer.parseInt(quantity);
        } catch (NumberFormatException e) {
            String answer = "cannot order " + words + " with " + password.length();
            return switch (end) {
                case "caught" -> answer;
                case "refused" -> throw new OrderException(order, answer, e);
                default -> throw new IllegalStateException(answer, e);
            };
        }
    }

    @ExceptionHandler
    ResponseEntity<String> refuse(OrderException e) {
        return ResponseEntity.unprocessableContent().body("refused: " + e.order());
    }

    @GetMapping("/hold")
    String hold(@RequestParam String customer, @RequestParam String quantity) throws InterruptedException {
        String password = "canary-" + customer;
        Order order = new Order(customer, LocalDate.of(2024, 2, 29));
        Carried.begin(customer, password);
        released.await();
        Carried.end();
        return order + " of " + quantity + " with " + password.length();
    }

    @GetMapping("/release")
    void release() {
        released.countDown();
    }
}
