package org.brandstore.device.serial;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;

@ApplicationScoped
class SerialRulesRepository implements PanacheRepositoryBase<SerialRulesEntity, SerialRulesEntity.Key> {}
