// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.webapp;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Throws within requests, and waits within one: {@code end} says what comes of it. */
@WebServlet("/order")
public final class OrderServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient CountDownLatch released = new CountDownLatch(1);

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getParameter("end").equals("release")) {
            released.countDown();
            return;
        }
        String customer = request.getParameter("customer");
        String quantity = request.getParameter("quantity");
        response.getWriter().print(order(customer, quantity, request.getParameter("end")));
    }

    private String order(String customer, String quantity, String end) throws ServletException {
        String password = "canary-" + customer;
        Basket basket = new Basket(customer);
        LocalDate day = LocalDate.of(2024, 2, 29);
        List<String> words = List.of(customer, quantity);
        try {
            if (end.equals("hold")) {
                released.await();
            }
            return "ordered " + Integer.parseInt(quantity);
        } catch (NumberFormatException | InterruptedException e) {
            String answer = "cannot order " + words + " on " + day + " with " + password.length();
            if (end.equals("fails")) {
                throw Refused.of(basket, answer, e);
            }
            return answer;
        }
    }
}
