package io.centercontrol.provisioning;

import io.quarkus.test.junit.QuarkusTestProfile;

/** For tests that other tests would disturb, or that would disturb others: a run of the service with its own world. */
public final class AppOfItsOwn implements QuarkusTestProfile {}
