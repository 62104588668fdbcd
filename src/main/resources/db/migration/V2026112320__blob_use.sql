-- Every file that something refers to. What is not here is removed from the blob store after a while, so a table that gets
-- a column for a digest has to be added here (StoredFilesIT looks).
create view blob_use as
    select sha3_384 from upload
    union all select sha3_384 from snap_revision
    union all select sha3_384 from held_revision
    union all select sha3_384 from resource_revision
    union all select sha3_384 from snap_delta where sha3_384 is not null
    union all select sha3_384 from snap_media
    union all select icon_sha3_384 from snap where icon_sha3_384 is not null;
