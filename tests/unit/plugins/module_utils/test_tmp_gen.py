from hypothesis import given, settings, strategies as st
import generated as g, time, copy, json
from ansible_collections.community.tencentcloud.plugins.module_utils._resources.settings import SETTINGS, WORKLOAD_SETTINGS
from ansible_collections.community.tencentcloud.plugins.module_utils._model import to_api, from_api
from ansible_collections.community.tencentcloud.plugins.module_utils._compare import compare, overlay, canonical
BIG=settings(g.QUICK,max_examples=2000, derandomize=False)
@BIG
@given(g.WANTED,g.CURRENT)
def test_x(w,c):
    assert compare(SETTINGS,w,overlay(SETTINGS,w,c)) is None
@BIG
@given(st.data())
def test_idem(data):
    f=data.draw(st.sampled_from(SETTINGS)); v=data.draw(g.read_back_value(f))
    c=canonical(f,v); assert canonical(f,c)==c
@BIG
@given(g.WANTED)
def test_rt(w):
    b=to_api(SETTINGS,w); back=from_api(SETTINGS,b)
    json.dumps(b)
    assert to_api(SETTINGS,back)==b
@BIG
@given(g.CURRENT)
def test_keep(c):
    e=overlay(SETTINGS,{},c)
    assert overlay(SETTINGS,{},e)==e
@BIG
@given(g.CURRENT)
def test_self(c):
    e=overlay(SETTINGS,{},c)
    assert compare(SETTINGS,e,c) is None
