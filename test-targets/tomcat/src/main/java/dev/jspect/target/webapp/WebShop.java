// SPDX-License-Identifier: Apache-2.0
package dev.jspect.target.webapp;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Starts with its application, and keeps the application's name. */
@WebListener
public final class WebShop implements ServletContextListener {
    @SuppressWarnings("UnusedVariable") // Snippets read it.
    private static Basket basket;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        basket = new Basket(event.getServletContext().getContextPath());
    }
}
