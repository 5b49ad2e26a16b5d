package io.centercontrol.chaos.load;

import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Decision;
import io.centercontrol.chaos.history.Recorder;
import io.centercontrol.chaos.history.Subject;
import io.centercontrol.chaos.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Customers of some shops: logged in once, ordering at every instance. */
public final class Customers {
    private final Platform platform;
    private final Recorder recorder;
    private final Rest rest = new Rest();
    private final Map<UUID, Customer> customers = new ConcurrentHashMap<>();

    public Customers(Platform platform, Recorder recorder) {
        this.platform = platform;
        this.recorder = recorder;
    }

    private final AtomicLong count = new AtomicLong();

    private record Customer(String token, String sku) {}

    /** Whether somebody is logged in at the tenant's shop. */
    public boolean isCustomerOf(UUID tenant) {
        return customers.containsKey(tenant);
    }

    /**
     * Signs somebody up at the tenant's shop.
     *
     * @throws IllegalStateException when the shop does not let anybody in
     */
    public void join(UUID tenant) throws InterruptedException {
        var instance = Suite.INSTANCES.getFirst();
        var logIn = platform.logIn(rest, instance, tenant);
        var catalog = platform.catalog(rest, instance, tenant);
        var token = logIn.json().path("token").asText();
        var sku = catalog.json().findPath("sku").asText();
        if (token.isEmpty() || sku.isEmpty()) {
            throw new IllegalStateException("no customer at " + tenant + ": " + logIn + ", " + catalog);
        }
        customers.put(tenant, new Customer(token, sku));
    }

    /** Orders at one instance, so many times a second, until the time is over. */
    public void run(String instance, int perSecond, long seed, long untilNanos) throws InterruptedException {
        var random = new Random(seed);
        var tenants = new ArrayList<>(customers.keySet());
        tenants.sort(null);
        var pause = 1_000L / perSecond;
        while (System.nanoTime() < untilNanos) {
            var begun = System.nanoTime();
            order(instance, tenants.get(random.nextInt(tenants.size())));
            var left = pause - (System.nanoTime() - begun) / 1_000_000;
            if (left > 0) {
                Thread.sleep(left);
            }
        }
    }

    /** Orders at every instance, one after the other. */
    public List<Entry.Decided> orderEverywhere(UUID tenant) throws InterruptedException {
        var decisions = new ArrayList<Entry.Decided>();
        for (var instance : Suite.INSTANCES) {
            decisions.add(order(instance, tenant));
        }
        return decisions;
    }

    /** Orders once. */
    public Entry.Decided order(String instance, UUID tenant) throws InterruptedException {
        var customer = customers.get(tenant);
        if (customer == null) {
            throw new IllegalArgumentException("nobody is logged in at " + tenant);
        }
        var begun = recorder.now();
        var key = "order-" + count.incrementAndGet();
        var answer = platform.order(rest, instance, tenant, customer.token(), customer.sku(), key);
        var decision = answer.done()
                ? Decision.ALLOWED
                : answer.status() >= 500 ? Decision.UNKNOWN : answer.status() > 0 ? Decision.REFUSED : Decision.UNKNOWN;
        var decided = new Entry.Decided(
                begun,
                recorder.now(),
                Subject.tenant(tenant),
                instance,
                decision,
                answer.why(),
                key,
                decision == Decision.ALLOWED ? id(answer.json().path("id").asText()) : null);
        recorder.write(decided);
        return decided;
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
