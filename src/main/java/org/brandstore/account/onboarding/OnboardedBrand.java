package org.brandstore.account.onboarding;

import org.brandstore.account.Account;
import org.brandstore.naming.KeyId;

/**
 * A brand that can sign models and serials on this server.
 *
 * @param modelKey signs its models
 * @param serialKey signs the serials of its devices
 */
public record OnboardedBrand(Account account, KeyId modelKey, KeyId serialKey) {}
