"""What is sent compressed is what was meant."""

import gzip
import zlib

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from home.compression import LONGEST_NAME, CompressTextMiddleware, ReadyPiece, gzipped

STYLES = b"<style>" + b".thing{color:red}" * 200 + b"</style>"
READY = ReadyPiece(STYLES)


@given(before=st.binary(max_size=300), after=st.binary(max_size=300))
def test_a_ready_piece_stands_where_it_stood(before, after):
    body = before + STYLES + after

    assert gzip.decompress(gzipped(body, READY)) == body


@given(body=st.binary(max_size=2_000))
def test_bodies_without_the_piece_come_through(body):
    assert gzip.decompress(gzipped(body)) == body
    assert gzip.decompress(gzipped(body, READY)) == body


@pytest.mark.parametrize("text", [b"", "ʻaral tenizi ".encode() * 5_000])
def test_one_member_that_old_readers_understand(text):
    sent = gzipped(text + STYLES + text, READY)

    one = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    assert one.decompress(sent) == text + STYLES + text
    assert one.eof and not one.unused_data


def test_length_says_little_about_the_body():
    body = b"the same words, again and again"

    lengths = {len(gzipped(body)) for _ in range(200)}

    assert len(lengths) > 20
    assert max(lengths) - min(lengths) < LONGEST_NAME


def test_what_is_named_by_an_etag_is_named_weakly_once_it_is_compressed():
    answer = HttpResponse("the same words " * 100, headers={"ETag": '"one"'})
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})

    sent = CompressTextMiddleware(lambda _request: answer)(request)

    assert (sent["Content-Encoding"], sent["ETag"]) == ("gzip", 'W/"one"')
