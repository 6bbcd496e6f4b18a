"""A bucket of S3 or what speaks like it; keys and AWS_ENDPOINT_URL come from the environment."""

from s3fs import S3FileSystem

from report_builder.publishing.addresses import Address
from report_builder.publishing.target import Target
from report_builder.site import kinds


class _Bucket(Target):
    """Readers see an object as a whole or not at all, so it needs no other name first."""

    def put(self, path: str, data: bytes, *, new: bool = False) -> None:
        with self._told():
            self._refuse(path, new)
            self._system.pipe_file(
                self._at(path),
                data,
                ContentType=kinds.of(path).content_type,
                CacheControl=kinds.cache_control(path),
            )
            self._compare(self._at(path), path, data)


def connect(address: Address) -> Target:
    """The bucket, or the folder of it, at an address; it is asked nothing yet."""
    system = S3FileSystem(skip_instance_cache=True, use_listings_cache=False)
    return _Bucket(address, system, f"{address.host}/{address.path}".replace("//", "/").rstrip("/"))
