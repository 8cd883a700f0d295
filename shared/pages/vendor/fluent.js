var g=Object.freeze({prefix:"fluent",shadowRootMode:"open",registry:globalThis.customElements});var Jn={primary:"primary",outline:"outline",subtle:"subtle",transparent:"transparent"},Qn={circular:"circular",rounded:"rounded",square:"square"},Zn={small:"small",medium:"medium",large:"large"},vo={submit:"submit",reset:"reset",button:"button"};var ea=`${g.prefix}-button`;var ta=Jn,oa=Qn,ra=Zn;var na={download:"download",href:"href",hreflang:"hreflang",ping:"ping",referrerpolicy:"referrerpolicy",rel:"rel",target:"target",type:"type"},aa=`${g.prefix}-anchor-button`;var Nt=class{constructor(e,o,r=!1){this.evaluate=e,this.policy=o,this.isVolatile=r}};var R;(function(t){t[t.needsArrayObservation=1101]="needsArrayObservation",t[t.onlySetDOMPolicyOnce=1201]="onlySetDOMPolicyOnce",t[t.bindingInnerHTMLRequiresTrustedTypes=1202]="bindingInnerHTMLRequiresTrustedTypes",t[t.twoWayBindingRequiresObservables=1203]="twoWayBindingRequiresObservables",t[t.hostBindingWithoutHost=1204]="hostBindingWithoutHost",t[t.unsupportedBindingBehavior=1205]="unsupportedBindingBehavior",t[t.directCallToHTMLTagNotAllowed=1206]="directCallToHTMLTagNotAllowed",t[t.onlySetTemplatePolicyOnce=1207]="onlySetTemplatePolicyOnce",t[t.cannotSetTemplatePolicyAfterCompilation=1208]="cannotSetTemplatePolicyAfterCompilation",t[t.blockedByDOMPolicy=1209]="blockedByDOMPolicy",t[t.invalidHydrationAttributeMarker=1210]="invalidHydrationAttributeMarker",t[t.duplicateRenderInstruction=1211]="duplicateRenderInstruction",t[t.missingElementDefinition=1401]="missingElementDefinition",t[t.noRegistrationForContext=1501]="noRegistrationForContext",t[t.noFactoryForResolver=1502]="noFactoryForResolver",t[t.invalidResolverStrategy=1503]="invalidResolverStrategy",t[t.cannotAutoregisterDependency=1504]="cannotAutoregisterDependency",t[t.cannotResolveKey=1505]="cannotResolveKey",t[t.cannotConstructNativeFunction=1506]="cannotConstructNativeFunction",t[t.cannotJITRegisterNonConstructor=1507]="cannotJITRegisterNonConstructor",t[t.cannotJITRegisterIntrinsic=1508]="cannotJITRegisterIntrinsic",t[t.cannotJITRegisterInterface=1509]="cannotJITRegisterInterface",t[t.invalidResolver=1510]="invalidResolver",t[t.invalidKey=1511]="invalidKey",t[t.noDefaultResolver=1512]="noDefaultResolver",t[t.cyclicDependency=1513]="cyclicDependency",t[t.connectUpdateRequiresController=1514]="connectUpdateRequiresController"})(R||(R={}));var qe=t=>typeof t=="function",fe=t=>typeof t=="string",ia=()=>{};var Ec=Object.create(null),G={warn(t,e){},error(t,e){return new Error(`Error ${t}`)},addMessages(t){Object.assign(Ec,t)}};var sa=Object.freeze([]);function Wt(){let t=new Map;return Object.freeze({register(e){return t.has(e.type)?!1:(t.set(e.type,e),!0)},getByType(e){return t.get(e)},getForInstance(e){if(e!=null)return t.get(e.constructor)}})}function jo(){let t=new WeakMap;return function(e){let o=t.get(e);if(o===void 0){let r=Reflect.getPrototypeOf(e);for(;o===void 0&&r!==null;)o=t.get(r),r=Reflect.getPrototypeOf(r);o=o===void 0?[]:o.slice(0),t.set(e,o)}return o}}function me(t){t.prototype.toJSON=ia}var Xo=class extends Nt{createObserver(){return this}bind(e){return this.evaluate(e.source,e.context)}};me(Xo);function qo(t,e){return new Xo(t,e)}var Gt=class{constructor(e,o){this.sub1=void 0,this.sub2=void 0,this.spillover=void 0,this.subject=e,this.sub1=o}has(e){return this.spillover===void 0?this.sub1===e||this.sub2===e:this.spillover.indexOf(e)!==-1}subscribe(e){let o=this.spillover;if(o===void 0){if(this.has(e))return;if(this.sub1===void 0){this.sub1=e;return}if(this.sub2===void 0){this.sub2=e;return}this.spillover=[this.sub1,this.sub2,e],this.sub1=void 0,this.sub2=void 0}else o.indexOf(e)===-1&&o.push(e)}unsubscribe(e){let o=this.spillover;if(o===void 0)this.sub1===e?this.sub1=void 0:this.sub2===e&&(this.sub2=void 0);else{let r=o.indexOf(e);r!==-1&&o.splice(r,1)}}notify(e){let o=this.spillover,r=this.subject;if(o===void 0){let n=this.sub1,a=this.sub2;n!==void 0&&n.handleChange(r,e),a!==void 0&&a.handleChange(r,e)}else for(let n=0,a=o.length;n<a;++n)o[n].handleChange(r,e)}},jt=class{constructor(e){this.subscribers={},this.subjectSubscribers=null,this.subject=e}notify(e){var o,r;(o=this.subscribers[e])===null||o===void 0||o.notify(e),(r=this.subjectSubscribers)===null||r===void 0||r.notify(e)}subscribe(e,o){var r,n;let a;o?a=(r=this.subscribers[o])!==null&&r!==void 0?r:this.subscribers[o]=new Gt(this.subject):a=(n=this.subjectSubscribers)!==null&&n!==void 0?n:this.subjectSubscribers=new Gt(this.subject),a.subscribe(e)}unsubscribe(e,o){var r,n;o?(r=this.subscribers[o])===null||r===void 0||r.unsubscribe(e):(n=this.subjectSubscribers)===null||n===void 0||n.unsubscribe(e)}};var Ue=[],rn=[],_c=globalThis.requestAnimationFrame,an=!0;function Vc(){if(rn.length)throw rn.shift()}function Wc(t){try{t.call()}catch(e){if(an)rn.push(e),setTimeout(Vc,0);else throw Ue.length=0,e}}function nn(){let e=0;for(;e<Ue.length;)if(Wc(Ue[e]),e++,e>1024){for(let o=0,r=Ue.length-e;o<r;o++)Ue[o]=Ue[o+e];Ue.length-=e,e=0}Ue.length=0}function la(t){Ue.push(t),Ue.length<2&&(an?_c(nn):nn())}var I=Object.freeze({enqueue:la,next:()=>new Promise(la),process:nn,setMode:t=>an=t});var Pt=Object.freeze({unknown:void 0,coupled:1}),b=(()=>{let t=I.enqueue,e=/(:|&&|\|\||if|\?\.)/,o=new WeakMap,r,n=p=>{throw G.error(R.needsArrayObservation)};function a(p){var d;let m=(d=p.$fastController)!==null&&d!==void 0?d:o.get(p);return m===void 0&&(Array.isArray(p)?m=n(p):o.set(p,m=new jt(p))),m}let s=jo();class u{constructor(d){this.name=d,this.field=`_${d}`,this.callback=`${d}Changed`}getValue(d){return r!==void 0&&r.watch(d,this.name),d[this.field]}setValue(d,m){let B=this.field,M=d[B];if(M!==m){d[B]=m;let X=d[this.callback];qe(X)&&X.call(d,M,m),a(d).notify(this.name)}}}class h extends Gt{constructor(d,m,B=!1){super(d,m),this.expression=d,this.isVolatileBinding=B,this.needsRefresh=!0,this.needsQueue=!0,this.isAsync=!0,this.first=this,this.last=null,this.propertySource=void 0,this.propertyName=void 0,this.notifier=void 0,this.next=void 0}setMode(d){this.isAsync=this.needsQueue=d}bind(d){let m=this.observe(d.source,d.context);return!d.isBound&&this.requiresUnbind(d)&&d.onUnbind(this),m}requiresUnbind(d){return d.sourceLifetime!==Pt.coupled||this.first!==this.last||this.first.propertySource!==d.source}unbind(d){this.dispose()}observe(d,m){this.needsRefresh&&this.last!==null&&this.dispose();let B=r;r=this.needsRefresh?this:void 0,this.needsRefresh=this.isVolatileBinding;let M;try{M=this.expression(d,m)}finally{r=B}return M}disconnect(){this.dispose()}dispose(){if(this.last!==null){let d=this.first;for(;d!==void 0;)d.notifier.unsubscribe(this,d.propertyName),d=d.next;this.last=null,this.needsRefresh=this.needsQueue=this.isAsync}}watch(d,m){let B=this.last,M=a(d),X=B===null?this.first:{};if(X.propertySource=d,X.propertyName=m,X.notifier=M,M.subscribe(this,m),B!==null){if(!this.needsRefresh){let ue;r=void 0,ue=B.propertySource[B.propertyName],r=this,d===ue&&(this.needsRefresh=!0)}B.next=X}this.last=X}handleChange(){this.needsQueue?(this.needsQueue=!1,t(this)):this.isAsync||this.call()}call(){this.last!==null&&(this.needsQueue=this.isAsync,this.notify(this))}*records(){let d=this.first;for(;d!==void 0;)yield d,d=d.next}}return me(h),Object.freeze({setArrayObserverFactory(p){n=p},getNotifier:a,track(p,d){r&&r.watch(p,d)},trackVolatile(){r&&(r.needsRefresh=!0)},notify(p,d){a(p).notify(d)},defineProperty(p,d){fe(d)&&(d=new u(d)),s(p).push(d),Reflect.defineProperty(p,d.name,{enumerable:!0,get(){return d.getValue(this)},set(m){d.setValue(this,m)}})},getAccessors:s,binding(p,d,m=this.isVolatileBinding(p)){return new h(p,d,m)},isVolatileBinding(p){return e.test(p.toString())}})})();function x(t,e){b.defineProperty(t,e)}var ca=(()=>{let t=null;return{get(){return t},set(e){t=e}}})(),nt=Object.freeze({default:{index:0,length:0,get event(){return nt.getEvent()},eventDetail(){return this.event.detail},eventTarget(){return this.event.target}},getEvent(){return ca.get()},setEvent(t){ca.set(t)}});var sn=class extends Nt{createObserver(e){return b.binding(this.evaluate,e,this.isVolatile)}};function Uo(t,e,o=b.isVolatileBinding(t)){return new sn(t,e,o)}var q=Object.freeze({none:0,attribute:1,booleanAttribute:2,property:3,content:4,tokenList:5,event:6}),da=t=>t,Gc=globalThis.trustedTypes?globalThis.trustedTypes.createPolicy("fast-html",{createHTML:da}):{createHTML:da},Ko=Object.freeze({createHTML(t){return Gc.createHTML(t)},protect(t,e,o,r){return r}}),jc=Ko,at=Object.freeze({get policy(){return Ko},setPolicy(t){if(Ko!==jc)throw G.error(R.onlySetDOMPolicyOnce);Ko=t},setAttribute(t,e,o){o==null?t.removeAttribute(e):t.setAttribute(e,o)},setBooleanAttribute(t,e,o){o?t.setAttribute(e,""):t.removeAttribute(e)}});var ln="boolean",ua="reflect",Xt=Object.freeze({locate:jo()}),ha={toView(t){return t?"":null},fromView(t){return!!t}};function pa(t){if(t==null)return null;let e=t*1;return isNaN(e)?null:e}var it={toView(t){let e=pa(t);return e&&e.toString()},fromView:pa},ko=class t{constructor(e,o,r=o.toLowerCase(),n=ua,a){this.guards=new Set,this.Owner=e,this.name=o,this.attribute=r,this.mode=n,this.converter=a,this.fieldName=`_${o}`,this.callbackName=`${o}Changed`,this.hasCallback=this.callbackName in e.prototype,n===ln&&a===void 0&&(this.converter=ha)}setValue(e,o){let r=e[this.fieldName],n=this.converter;n!==void 0&&(o=n.fromView(o)),r!==o&&(e[this.fieldName]=o,this.tryReflectToAttribute(e),this.hasCallback&&e[this.callbackName](r,o),e.$fastController.notify(this.name))}getValue(e){return b.track(e,this.name),e[this.fieldName]}onAttributeChangedCallback(e,o){this.guards.has(e)||(this.guards.add(e),this.mode===ln?this.setValue(e,o!==null):this.setValue(e,o),this.guards.delete(e))}tryReflectToAttribute(e){let o=this.mode,r=this.guards;r.has(e)||o==="fromView"||I.enqueue(()=>{r.add(e);let n=e[this.fieldName];switch(o){case ua:{let a=this.converter;at.setAttribute(e,this.attribute,a!==void 0?a.toView(n):n);break}case ln:at.setBooleanAttribute(e,this.attribute,n);break}r.delete(e)})}static collect(e,...o){let r=[];o.push(Xt.locate(e));for(let n=0,a=o.length;n<a;++n){let s=o[n];if(s!==void 0)for(let u=0,h=s.length;u<h;++u){let p=s[u];fe(p)?r.push(new t(e,p)):r.push(new t(e,p.property,p.attribute,p.mode,p.converter))}}return r}};function c(t,e){let o;function r(n,a){arguments.length>1&&(o.property=a),Xt.locate(n.constructor).push(o)}if(arguments.length>1){o={},r(t,e);return}return o=t===void 0?{}:t,r}var cn;function ga(t){return t.reduce((e,o)=>(o instanceof be?e.push(...ga(o.styles)):e.push(o),e),[])}var be=class t{get strategy(){return this._strategy===null&&(cn||t.setDefaultStrategy(t.supportsAdoptedStyleSheets?Xc():Uc()),this.withStrategy(cn)),this._strategy}constructor(e){this.styles=e,this.targets=new WeakSet,this._strategy=null}addStylesTo(e){this.strategy.addStylesTo(e),this.targets.add(e)}removeStylesFrom(e){this.strategy.removeStylesFrom(e),this.targets.delete(e)}isAttachedTo(e){return this.targets.has(e)}withStrategy(e){return this._strategy=new e(ga(this.styles)),this}static setDefaultStrategy(e){cn=e}static normalize(e){return e===void 0?void 0:Array.isArray(e)?new t(e):e instanceof t?e:new t([e])}};be.supportsAdoptedStyleSheets=Array.isArray(document.adoptedStyleSheets)&&"replace"in CSSStyleSheet.prototype;function Xc(){let t=new Map;return class{constructor(o){this.sheets=o.map(r=>{if(r instanceof CSSStyleSheet)return r;let n=t.get(r);return n===void 0&&(n=new CSSStyleSheet,n.replaceSync(r),t.set(r,n)),n})}addStylesTo(o){let r=o;r.adoptedStyleSheets=[...r.adoptedStyleSheets,...this.sheets]}removeStylesFrom(o){let r=o;r.adoptedStyleSheets=r.adoptedStyleSheets.filter(n=>this.sheets.indexOf(n)===-1)}}}var qc=0;function Uc(){return class{constructor(e){this.styles=e,this.styleClass=`fast-${++qc}`}addStylesTo(e){let o=e===document?document.body:e;for(let r=0;r<this.styles.length;r++){let n=document.createElement("style");n.innerHTML=this.styles[r],n.className=this.styleClass,o.append(n)}}removeStylesFrom(e){let o=e===document?document.body:e,r=o.querySelectorAll(`.${this.styleClass}`);for(let n=0,a=r.length;n<a;++n)o.removeChild(r[n])}}}var Kc={},fa=new WeakMap,dn=Wt(),qt=Object.freeze({register(t){if(!dn.register(t))return!1;let e=ba(t.registry);return Object.prototype.hasOwnProperty.call(e,t.name)||b.defineProperty(e,t.name),e[t.name]=t.type,!0},getByType:dn.getByType,getForInstance:dn.getForInstance,whenRegistered:Yc});function ba(t=customElements){if(t===customElements)return Kc;let e=fa.get(t);return e||(e={},fa.set(t,e)),e}function ma(t){return t===void 0?void 0:qt.getByType(t)}function Yc(t,e=customElements){let o=ba(e);Object.prototype.hasOwnProperty.call(o,t)||b.defineProperty(o,t);let r=ma(o[t]);return r!==void 0?Promise.resolve(r):new Promise(n=>{let a=b.getNotifier(o),s={handleChange:()=>{let u=ma(o[t]);u!==void 0&&(a.unsubscribe(s,t),n(u))}};a.subscribe(s,t)})}var va={mode:"open"},ka={},xa=new Set,Jo=new WeakMap,Yo=new WeakMap,Ct=new WeakMap,ya=new WeakMap,Jc=new WeakMap;function Qc(t){return qe(t)}function Zc(t){return typeof t?.then=="function"}function Sa(t,e){if(Yo.delete(t),t.template===void 0&&e!==void 0&&(t.template=e),t.template!==void 0)return Ct.delete(t),Jo.delete(t),t.template}function un(t,e=t.registry,o){if(!o?.length)return;let r=t,n=ya.get(r);if(!n?.has(e)){n===void 0&&(n=new WeakSet,ya.set(r,n)),n.add(e);for(let a of o)a(t)}}function Qo(t){var e;return(e=Jc.get(t))!==null&&e!==void 0?e:null}function pn(t){if(t.template!==void 0)return Ct.delete(t),t.template;let e=Yo.get(t);if(e)return e;let o=Jo.get(t);if(!o)return;Ct.delete(t);let r;try{r=o(t)}catch(n){throw Ct.set(t,n),n}if(Zc(r)){let n=Promise.resolve(r).then(a=>Sa(t,a)).catch(a=>{throw Yo.delete(t),Ct.set(t,a),a});return Yo.set(t,n),n}return Sa(t,r)}function ed(t,e){let o=t;if(e===void 0){Ct.delete(o);return}Ct.set(o,e)}var Me=class t{get isDefined(){return this.platformDefined}constructor(e,o=e.definition){var r;this.platformDefined=!1,fe(o)&&(o={name:o}),this.type=e,this.name=o.name,this.registry=(r=o.registry)!==null&&r!==void 0?r:customElements,Qc(o.template)?Jo.set(this,o.template):this.template=o.template;let n=e.prototype,a=ko.collect(e,o.attributes),s=new Array(a.length),u={},h={};for(let p=0,d=a.length;p<d;++p){let m=a[p];s[p]=m.attribute,u[m.name]=m,h[m.attribute]=m,b.defineProperty(n,m)}Reflect.defineProperty(e,"observedAttributes",{value:s,enumerable:!0}),this.attributes=a,this.propertyLookup=u,this.attributeLookup=h,this.shadowOptions=o.shadowOptions===void 0?va:o.shadowOptions===null?void 0:Object.assign(Object.assign({},va),o.shadowOptions),this.elementOptions=o.elementOptions===void 0?ka:Object.assign(Object.assign({},ka),o.elementOptions),this.styles=be.normalize(o.styles),this.schema=o.schema,qt.register(this)}define(e=this.registry,o){let r=this.type;if(!e.get(this.name)){if(un(this,e,o),this.template===void 0&&Jo.has(this))return Promise.resolve().then(()=>pn(this)).then(n=>{n!==void 0&&!e.get(this.name)&&(this.platformDefined=!0,e.define(this.name,r,this.elementOptions))}).catch(n=>{ed(this,n),b.notify(this,"template")}),this;this.platformDefined=!0,e.define(this.name,r,this.elementOptions)}return this}static compose(e,o){let r=xa.has(e)||qt.getByType(e)?new t(class extends e{},o):new t(e,o);return Promise.resolve(r)}static registerBaseType(e){xa.add(e)}};Me.getByType=qt.getByType;Me.getForInstance=qt.getForInstance;b.defineProperty(Me.prototype,"template");var td={bubbles:!0,composed:!0,cancelable:!0},hn="isConnected",Na=new WeakMap,gn=Symbol("fast-late-attribute-observer");function Zo(t){var e,o;return(o=(e=t.shadowRoot)!==null&&e!==void 0?e:Na.get(t))!==null&&o!==void 0?o:null}var Ba,ve;(function(t){t[t.connecting=0]="connecting",t[t.connected=1]="connected",t[t.disconnecting=2]="disconnecting",t[t.disconnected=3]="disconnected"})(ve||(ve={}));var wt=class t{get isConnected(){return b.track(this,hn),this.stage===ve.connected}get context(){var e,o;return(o=(e=this.view)===null||e===void 0?void 0:e.context)!==null&&o!==void 0?o:nt.default}get isBound(){var e,o;return(o=(e=this.view)===null||e===void 0?void 0:e.isBound)!==null&&o!==void 0?o:!1}get sourceLifetime(){var e;return(e=this.view)===null||e===void 0?void 0:e.sourceLifetime}get template(){var e;if(this._template===null){let o=this.definition;this.source.resolveTemplate?this._template=this.source.resolveTemplate():o.template&&(this._template=(e=o.template)!==null&&e!==void 0?e:null)}return this._template}set template(e){this._template!==e&&(this._template=e,this.needsInitialization||this.renderTemplate(e))}get shadowOptions(){return this._shadowRootOptions}set shadowOptions(e){if(this._shadowRootOptions===void 0&&e!==void 0){this._shadowRootOptions=e;let o=this.source.shadowRoot;o?this.hasExistingShadowRoot=!0:(o=this.source.attachShadow(e),e.mode==="closed"&&Na.set(this.source,o))}}get mainStyles(){var e;if(this._mainStyles===null){let o=this.definition;this.source.resolveStyles?this._mainStyles=this.source.resolveStyles():o.styles&&(this._mainStyles=(e=o.styles)!==null&&e!==void 0?e:null)}return this._mainStyles}set mainStyles(e){this._mainStyles!==e&&(this._mainStyles!==null&&this.removeStyles(this._mainStyles),this._mainStyles=e,this.needsInitialization||this.addStyles(e))}constructor(e,o){this.boundObservables=null,this.needsInitialization=!0,this.hasExistingShadowRoot=!1,this.isPrerendered=new Promise(a=>{this._resolvePrerendered=a}),this.isHydrated=new Promise(a=>{this._resolveHydrated=a}),this._template=null,this.stage=ve.disconnected,this.guardBehaviorConnection=!1,this.behaviors=null,this.behaviorsConnected=!1,this._mainStyles=null,this.$fastController=this,this.view=null,this._notifier=new jt(e),this.source=e,this.definition=o,this.shadowOptions=o.shadowOptions;let r=Reflect.getPrototypeOf(e),n=r===null?[]:b.getAccessors(r);if(n.length>0){let a=this.boundObservables=Object.create(null);for(let s=0,u=n.length;s<u;++s){let h=n[s].name,p=e[h];p!==void 0&&(delete e[h],a[h]=p)}Object.keys(a).length===0&&(this.boundObservables=null)}this.captureBoundObservables()}get subject(){return this._notifier.subject}notify(e){this._notifier.notify(e)}subscribe(e,o){this._notifier.subscribe(e,o)}unsubscribe(e,o){this._notifier.unsubscribe(e,o)}onUnbind(e){var o;(o=this.view)===null||o===void 0||o.onUnbind(e)}addBehavior(e){var o,r;let n=(o=this.behaviors)!==null&&o!==void 0?o:this.behaviors=new Map,a=(r=n.get(e))!==null&&r!==void 0?r:0;a===0?(n.set(e,1),e.addedCallback&&e.addedCallback(this),e.connectedCallback&&!this.guardBehaviorConnection&&(this.stage===ve.connected||this.stage===ve.connecting)&&e.connectedCallback(this)):n.set(e,a+1)}removeBehavior(e,o=!1){let r=this.behaviors;if(r===null)return;let n=r.get(e);n!==void 0&&(n===1||o?(r.delete(e),e.disconnectedCallback&&this.stage!==ve.disconnected&&e.disconnectedCallback(this),e.removedCallback&&e.removedCallback(this)):r.set(e,n-1))}addStyles(e){var o;if(!e)return;let r=this.source;e instanceof HTMLElement?((o=Zo(r))!==null&&o!==void 0?o:this.source).append(e):e.isAttachedTo(r)||e.addStylesTo(r)}removeStyles(e){var o;if(!e)return;let r=this.source;e instanceof HTMLElement?((o=Zo(r))!==null&&o!==void 0?o:r).removeChild(e):e.isAttachedTo(r)&&e.removeStylesFrom(r)}connect(){this.stage===ve.disconnected&&(this.stage=ve.connecting,this.captureBoundObservables(),this.syncLateAttributes(),this.observeLateAttributes(),this.bindObservables(),this.connectBehaviors(),this.needsInitialization?(this.renderTemplate(this.template),this.addStyles(this.mainStyles),this.needsInitialization=!1):this.view!==null&&this.view.bind(this.source),this.stage=ve.connected,b.notify(this,hn))}bindObservables(){if(this.boundObservables!==null){let e=this.source,o=this.boundObservables,r=Object.keys(o);for(let n=0,a=r.length;n<a;++n){let s=r[n];e[s]=o[s]}this.boundObservables=null}}captureBoundObservables(){let e=this.source,o=Object.getOwnPropertyNames(e),r=a=>{let s=Reflect.getPrototypeOf(e);for(;s!==null;){let u=Reflect.getOwnPropertyDescriptor(s,a);if(u?.get||u?.set)return!0;s=Reflect.getPrototypeOf(s)}return!1},n=this.boundObservables;for(let a=0,s=o.length;a<s;++a){let h=o[a];if(!r(h))continue;let p=e[h];if(p===void 0){delete e[h];continue}delete e[h],(n??(n=this.boundObservables=Object.create(null)))[h]=p}}syncLateAttributes(){let e=Qo(this.definition);if(e!==null)for(let o of Object.keys(e))this.source.hasAttribute(o)&&this.onAttributeChangedCallback(o,null,this.source.getAttribute(o))}observeLateAttributes(){let e=Qo(this.definition);if(e===null)return;let o=this.source;o[gn]===void 0&&(o[gn]=new MutationObserver(r=>{let n=o.$fastController,a=Qo(n.definition);if(a!==null)for(let s=0,u=r.length;s<u;++s){let h=r[s].attributeName;h===null||a[h]===void 0||n.onAttributeChangedCallback(h,null,o.getAttribute(h))}}),o[gn].observe(o,{attributes:!0,attributeFilter:Object.keys(e)}))}connectBehaviors(){if(this.behaviorsConnected===!1){let e=this.behaviors;if(e!==null){this.guardBehaviorConnection=!0;for(let o of e.keys())o.connectedCallback&&o.connectedCallback(this);this.guardBehaviorConnection=!1}this.behaviorsConnected=!0}}disconnectBehaviors(){if(this.behaviorsConnected===!0){let e=this.behaviors;if(e!==null)for(let o of e.keys())o.disconnectedCallback&&o.disconnectedCallback(this);this.behaviorsConnected=!1}}disconnect(){this.stage===ve.connected&&(this.stage=ve.disconnecting,b.notify(this,hn),this.view!==null&&this.view.unbind(),this.disconnectBehaviors(),this.stage=ve.disconnected)}onAttributeChangedCallback(e,o,r){let n=this.definition.attributeLookup[e];n!==void 0&&n.onAttributeChangedCallback(this.source,r)}emit(e,o,r){return this.stage===ve.connected?this.source.dispatchEvent(new CustomEvent(e,Object.assign(Object.assign({detail:o},td),r))):!1}renderTemplate(e){var o;let r=this.source,n=(o=Zo(r))!==null&&o!==void 0?o:r;if(this.view!==null)this.view.dispose(),this.view=null;else if((!this.needsInitialization||this.hasExistingShadowRoot)&&(!this.hasExistingShadowRoot||!this.needsInitialization))for(let a=n.firstChild;a!==null;a=n.firstChild)n.removeChild(a);if(e){let a=this.hasExistingShadowRoot&&this.needsInitialization,s=!1;a&&t.hydrationHook&&(s=t.hydrationHook(this,e,r,n)),s||this.renderClientSide(e,r,n),this._resolvePrerendered(a),this._resolveHydrated(s)}else this.needsInitialization&&(this._resolvePrerendered(!1),this._resolveHydrated(!1))}renderClientSide(e,o,r){if(this.hasExistingShadowRoot){for(let n=r.firstChild;n!==null;n=r.firstChild)r.removeChild(n);this.hasExistingShadowRoot=!1}this.view=e.render(o,r,o),this.view.sourceLifetime=Pt.coupled}static forCustomElement(e,o=!1){let r=e.$fastController;if(r!==void 0&&!o)return r;let n=Me.getForInstance(e);if(n===void 0)throw G.error(R.missingElementDefinition);return b.getNotifier(n).subscribe({handleChange:()=>{t.forCustomElement(e,!0),e.$fastController.connect()}},"template"),b.getNotifier(n).subscribe({handleChange:()=>{t.forCustomElement(e,!0),e.$fastController.connect()}},"shadowOptions"),e.$fastController=new Ba(e,n)}static setStrategy(e){Ba=e}static installHydrationHook(e){t.hydrationHook=e}};wt.hydrationHook=null;me(wt);wt.setStrategy(wt);function er(t){var e;return"adoptedStyleSheets"in t?t:(e=Zo(t))!==null&&e!==void 0?e:t.getRootNode()}var tr=class t{constructor(e){let o=t.styleSheetCache;this.sheets=e.map(r=>{if(r instanceof CSSStyleSheet)return r;let n=o.get(r);return n===void 0&&(n=new CSSStyleSheet,n.replaceSync(r),o.set(r,n)),n})}addStylesTo(e){Pa(er(e),this.sheets)}removeStylesFrom(e){wa(er(e),this.sheets)}};tr.styleSheetCache=new Map;var od=0,rd=()=>`fast-${++od}`;function $a(t){return t===document?document.body:t}var fn=class{constructor(e){this.styles=e,this.styleClass=rd()}addStylesTo(e){e=$a(er(e));let o=this.styles,r=this.styleClass;for(let n=0;n<o.length;n++){let a=document.createElement("style");a.innerHTML=o[n],a.className=r,e.append(a)}}removeStylesFrom(e){e=$a(er(e));let o=e.querySelectorAll(`.${this.styleClass}`);for(let r=0,n=o.length;r<n;++r)e.removeChild(o[r])}},Pa=(t,e)=>{t.adoptedStyleSheets=[...t.adoptedStyleSheets,...e]},wa=(t,e)=>{t.adoptedStyleSheets=t.adoptedStyleSheets.filter(o=>e.indexOf(o)===-1)};if(be.supportsAdoptedStyleSheets){try{document.adoptedStyleSheets.push(),document.adoptedStyleSheets.splice(),Pa=(t,e)=>{t.adoptedStyleSheets.push(...e)},wa=(t,e)=>{for(let o of e){let r=t.adoptedStyleSheets.indexOf(o);r!==-1&&t.adoptedStyleSheets.splice(r,1)}}}catch{}be.setDefaultStrategy(tr)}else be.setDefaultStrategy(fn);function Fa(t){let e=class extends t{constructor(){super(),wt.forCustomElement(this)}$emit(o,r,n){return this.$fastController.emit(o,r,n)}connectedCallback(){this.$fastController.connect()}disconnectedCallback(){this.$fastController.disconnect()}attributeChangedCallback(o,r,n){this.$fastController.onAttributeChangedCallback(o,r,n)}};return Me.registerBaseType(e),e}function nd(t){return typeof t?.then=="function"}function ad(t,e,o){return Array.isArray(e)&&(o=e,e=void 0),(qe(t)?Me.compose(t,e):Me.compose(this,t)).then(n=>{un(n,n.registry,o);let a=pn(n);return nd(a)?a.then(()=>n.define().type):n.define().type})}function id(t){return Fa(t)}var P=Object.assign(Fa(HTMLElement),{from:id,define:ad});function Ke(t,e,o){return Object.assign({},o,{get(){return b.trackVolatile(),o.get.apply(this)}})}var mn=Wt(),bn=Object.freeze({getForInstance:mn.getForInstance,getByType:mn.getByType,define(t){return mn.register({type:t}),t}});function Ta(t,e){let o=[],r="";for(let n=0,a=t.length-1;n<a;++n){r+=t[n];let s=e[n];bn.getForInstance(s)!==void 0&&(s=s.createCSS()),s instanceof be||s instanceof CSSStyleSheet?(r.trim()!==""&&(o.push(r),r=""),o.push(s)):r+=s}return r+=t[t.length-1],r.trim()!==""&&o.push(r),o}var f=((t,...e)=>new be(Ta(t,e))),or=class{constructor(e){this.value=e.length===0?"":e.length===1?e[0]:new be(e)}createCSS(){return this.value}};bn.define(or);f.partial=(t,...e)=>new or(Ta(t,e));var vn=`fast-${Math.random().toString(36).substring(2,8)}`,rr=`${vn}{`,xo=`}${vn}`,sd=xo.length,ld=0,yo=()=>`${vn}-${++ld}`,nr=Object.freeze({interpolation:t=>`${rr}${t}${xo}`,attribute:t=>`${yo()}="${rr}${t}${xo}"`,comment:t=>`<!--${rr}${t}${xo}-->`}),So=Object.freeze({parse(t,e){let o=t.split(rr);if(o.length===1)return null;let r=[];for(let n=0,a=o.length;n<a;++n){let s=o[n],u=s.indexOf(xo),h;if(u===-1)h=s;else{let p=s.substring(0,u);r.push(e[p]),h=s.substring(u+sd)}h!==""&&r.push(h)}return r}});var kn=Wt(),pe=Object.freeze({getForInstance:kn.getForInstance,getByType:kn.getByType,define(t,e){return e=e||{},e.type=t,kn.register(e),t},assignAspect(t,e){if(!e){t.aspectType=q.content;return}switch(t.sourceAspect=e,e[0]){case":":t.targetAspect=e.substring(1),t.aspectType=t.targetAspect==="classList"?q.tokenList:q.property;break;case"?":t.targetAspect=e.substring(1),t.aspectType=q.booleanAttribute;break;case"@":t.targetAspect=e.substring(1),t.aspectType=q.event;break;default:t.targetAspect=e,t.aspectType=q.attribute;break}}});var Ht=class{constructor(e){this.options=e}createHTML(e){return nr.attribute(e(this))}createBehavior(){return this}};me(Ht);var cd=t=>t.nodeType===1,xn=t=>t?e=>e.nodeType===1&&e.matches(t):cd,Bo=class extends Ht{get id(){return this._id}set id(e){this._id=e,this._controllerProperty=`${e}-c`}bind(e){let o=e.targets[this.targetNodeId];o[this._controllerProperty]=e,this.updateTarget(e.source,this.computeNodes(o)),this.observe(o),e.onUnbind(this)}unbind(e){let o=e.targets[this.targetNodeId];this.updateTarget(e.source,sa),this.disconnect(o),o[this._controllerProperty]=null}getSource(e){return e[this._controllerProperty].source}updateTarget(e,o){e[this.options.property]=o}computeNodes(e){let o=this.getNodes(e);return"filter"in this.options&&(o=o.filter(this.options.filter)),o}};var Aa=/fe-b\$\$start\$\$(\d+)\$\$(.+)\$\$fe-b/,dd=/fe-b\$\$end\$\$(\d+)\$\$(.+)\$\$fe-b/,ud=/fe-repeat\$\$start\$\$(\d+)\$\$fe-repeat/,pd=/fe-repeat\$\$end\$\$(\d+)\$\$fe-repeat/,hd=/^(?:.{0,1000})fe-eb\$\$start\$\$(.+?)\$\$fe-eb/,gd=/fe-eb\$\$end\$\$(.{0,1000})\$\$fe-eb(?:.{0,1000})$/;function Ia(t){return t&&t.nodeType===Node.COMMENT_NODE}var we=Object.freeze({attributeMarkerName:"data-fe",legacyAttributeMarkerName:"data-fe-b",legacyCompactAttributeMarkerName:"data-fe-c",contentBindingStartMarker(){return"fe:b"},contentBindingEndMarker(){return"fe:/b"},repeatStartMarker(){return"fe:r"},repeatEndMarker(){return"fe:/r"},elementBoundaryStartMarker(){return"fe:e"},elementBoundaryEndMarker(){return"fe:/e"},isContentBindingStartMarker(t){return t==="fe:b"||Aa.test(t)},isContentBindingEndMarker(t){return t==="fe:/b"||dd.test(t)},isRepeatViewStartMarker(t){return t==="fe:r"||ud.test(t)},isRepeatViewEndMarker(t){return t==="fe:/r"||pd.test(t)},isElementBoundaryStartMarker(t){return Ia(t)&&(t.data==="fe:e"||hd.test(t.data))},isElementBoundaryEndMarker(t){return Ia(t)&&(t.data==="fe:/e"||gd.test(t.data))},parseAttributeBindingCount(t){let e=t.getAttribute(this.attributeMarkerName);if(e===null)return null;let o=e.trim();if(!/^\d+$/.test(o))throw G.error(R.invalidHydrationAttributeMarker,{value:e});let r=parseInt(o,10);if(r<1)throw G.error(R.invalidHydrationAttributeMarker,{value:e});return r},parseLegacyAttributeBindingIndices(t){let e=[],o=t.getAttribute(this.legacyAttributeMarkerName);if(o!==null)for(let a of o.trim().split(/\s+/)){if(a==="")continue;let s=Number(a);if(!Number.isInteger(s)||s<0)throw G.error(R.invalidHydrationAttributeMarker,{value:o});e.push(s)}let r=`${this.legacyAttributeMarkerName}-`,n=`${this.legacyCompactAttributeMarkerName}-`;for(let a of t.getAttributeNames())if(a.startsWith(r)){let s=Number(a.slice(r.length));if(!Number.isInteger(s)||s<0)throw G.error(R.invalidHydrationAttributeMarker,{value:a});e.push(s)}else if(a.startsWith(n)){let[s,u]=a.slice(n.length).split("-").map(h=>Number(h));if(!Number.isInteger(s)||!Number.isInteger(u)||s<0||u<1)throw G.error(R.invalidHydrationAttributeMarker,{value:a});for(let h=0;h<u;h++)e.push(s+h)}return e.length===0?null:e},removeLegacyAttributeBindingMarkers(t){t.removeAttribute(this.legacyAttributeMarkerName);for(let e of t.getAttributeNames())(e.startsWith(`${this.legacyAttributeMarkerName}-`)||e.startsWith(`${this.legacyCompactAttributeMarkerName}-`))&&t.removeAttribute(e)},parseLegacyContentBindingStartIndex(t){return fd(Aa,t)}});function fd(t,e){let o=t.exec(e);return o===null?null:Number(o[1])}var $o=Symbol.for("fe-hydration");function ar(t){return t[$o]===$o}var Ca="unknown";function Ha(t,e){let o=e?`: ${e}`:"";return`Hydration mismatch in <${t}>${o}. Install hydrationDebugger() from "@microsoft/fast-element/hydration.js" and pass it as enableHydration({ debugger: hydrationDebugger() }) for an "Expected / Received" report including the SSR HTML snippet.`}var Da="content following `<!--fe:b-->` content binding marker",Oa="matching `<!--fe:/b-->` content binding close marker",La="matching `<!--fe:/e-->` element boundary close marker";function yn(t){return`no more attribute bindings (template defines ${t})`}function za(t){return`no more content bindings (template defines ${t})`}function Ma(t,e){let o=(t??Ca).toLowerCase();return Ha(o,e)}var md={formatBindingMismatch(t,e,o,r){return{message:Ma(r,void 0)}},formatStructuralError(t,e,o){return{message:Ma(e,o)}}},bd=md;function st(){return bd}function lt(t){var e;return t?(e=t.getRootNode().host)===null||e===void 0?void 0:e.nodeName:void 0}var Ye=class extends Error{constructor(e,o,r,n,a){super(e),this.factories=o,this.node=r,this.expected=n,this.received=a}};function Sn(t){return t.nodeType===Node.COMMENT_NODE}function Ra(t){return t.nodeType===Node.TEXT_NODE}function Bn(t,e){let o=document.createRange();return o.setStart(t,0),o.setEnd(e,Sn(e)||Ra(e)?e.data.length:e.childNodes.length),o}function Ea(t,e,o){let r=Bn(t,e),n=r.commonAncestorContainer,a=document.createTreeWalker(n,NodeFilter.SHOW_ELEMENT+NodeFilter.SHOW_COMMENT+NodeFilter.SHOW_TEXT,{acceptNode(m){return r.comparePoint(m,0)===0?NodeFilter.FILTER_ACCEPT:NodeFilter.FILTER_REJECT}}),s={},u={},h=xd(o),p=h,d=a.currentNode=t;for(;d!==null;){switch(d.nodeType){case Node.ELEMENT_NODE:{let m=d,B=we.parseLegacyAttributeBindingIndices(m);if(B!==null){for(let X of B){let ue=X+h,$t=o[ue];if(!$t){let bo=yn(o.length),on=st().formatStructuralError(d,lt(d),bo);throw new Ye(on.message,o,m,on.expected,on.received)}Ut($t,d,s),p=Math.max(p,ue+1)}we.removeLegacyAttributeBindingMarkers(m);break}let M=we.parseAttributeBindingCount(m);if(M!==null){for(let X=0;X<M;X++){let ue=o[p++];if(!ue){let $t=yn(o.length),bo=st().formatStructuralError(d,lt(d),$t);throw new Ye(bo.message,o,d,bo.expected,bo.received)}Ut(ue,d,s)}m.removeAttribute(we.attributeMarkerName)}break}case Node.COMMENT_NODE:{let m=d.data;if(we.isElementBoundaryStartMarker(d))d.data="",kd(a,o,d);else if(we.isContentBindingStartMarker(m)){let B=we.parseLegacyContentBindingStartIndex(m),M=B===null?p++:B+h,X=o[M];if(p=Math.max(p,M+1),!X){let ue=za(o.length),$t=st().formatStructuralError(d,lt(d),ue);throw new Ye($t.message,o,d,$t.expected,$t.received)}vd(d,a,X,o,s,u)}break}}d=a.nextNode()}return r.detach(),{targets:s,boundaries:u}}function vd(t,e,o,r,n,a){let s=[],u=e.nextSibling();if(t.data="",u===null){let d=Da,m=st().formatStructuralError(t,lt(t),d);throw new Ye(m.message,r,t,m.expected,m.received)}let h=u,p=0;for(;u!==null;){if(Sn(u)){if(we.isContentBindingStartMarker(u.data))p++;else if(we.isContentBindingEndMarker(u.data)){if(p===0)break;p--}}s.push(u),u=e.nextSibling()}if(u===null){let d=Oa,m=st().formatStructuralError(t,lt(t),d);throw new Ye(m.message,r,t,m.expected,m.received)}if(u.data="",s.length===1&&Ra(s[0]))Ut(o,s[0],n);else{u!==h&&u.previousSibling!==null&&(a[o.targetNodeId]={first:h,last:u.previousSibling});let d=u.parentNode.insertBefore(document.createTextNode(""),u);Ut(o,d,n)}}function kd(t,e,o){let r=0,n=t.nextSibling();for(;n!==null;){if(Sn(n)){if(we.isElementBoundaryStartMarker(n))n.data="",r++;else if(we.isElementBoundaryEndMarker(n)){if(r===0){n.data="";return}n.data="",r--}}n=t.nextSibling()}let a=La,s=st().formatStructuralError(o,lt(o),a);throw new Ye(s.message,e,o,s.expected,s.received)}function xd(t){let e=0;for(let o=0,r=t.length;o<r&&t[o].targetNodeId==="h";++o)e++;return e}function Ut(t,e,o){if(t.targetNodeId===void 0)throw new Error("Factory could not be target to the node");o[t.targetNodeId]=e}function Kt(t,e){let o=t.parentNode,r=t,n;for(;r!==e;){if(n=r.nextSibling,!n)throw new Error(`Unmatched first/last child inside "${e.getRootNode().host.nodeName}".`);o.removeChild(r),r=n}o.removeChild(e)}var No=class{constructor(){this.index=0,this.length=0}get event(){return nt.getEvent()}get isEven(){return this.index%2===0}get isOdd(){return this.index%2!==0}get isFirst(){return this.index===0}get isInMiddle(){return!this.isFirst&&!this.isLast}get isLast(){return this.index===this.length-1}eventDetail(){return this.event.detail}eventTarget(){return this.event.target}},Dt=class extends No{constructor(e,o,r){super(),this.fragment=e,this.factories=o,this.targets=r,this.behaviors=null,this.unbindables=[],this.source=null,this.isBound=!1,this.sourceLifetime=Pt.unknown,this._skipAttrUpdates=!1,this.isPrerendered=Promise.resolve(!1),this.isHydrated=Promise.resolve(!1),this.context=this,this.firstChild=e.firstChild,this.lastChild=e.lastChild}appendTo(e){e.appendChild(this.fragment)}insertBefore(e){if(this.fragment.hasChildNodes())e.parentNode.insertBefore(this.fragment,e);else{let o=this.lastChild;if(e.previousSibling===o)return;let r=e.parentNode,n=this.firstChild,a;for(;n!==o;)a=n.nextSibling,r.insertBefore(n,e),n=a;r.insertBefore(o,e)}}remove(){let e=this.fragment,o=this.lastChild,r=this.firstChild,n;for(;r!==o;)n=r.nextSibling,e.appendChild(r),r=n;e.appendChild(o)}dispose(){Kt(this.firstChild,this.lastChild),this.unbind()}onUnbind(e){this.unbindables.push(e)}bind(e,o=this){if(this.source===e&&this.context===o)return;let r=this.behaviors;if(r===null){this.source=e,this.context=o,this.behaviors=r=new Array(this.factories.length);let n=this.factories;for(let a=0,s=n.length;a<s;++a){let u=n[a].createBehavior();u.bind(this),r[a]=u}}else{this.source!==null&&this.evaluateUnbindables(),this.isBound=!1,this.source=e,this.context=o;for(let n=0,a=r.length;n<a;++n)r[n].bind(this)}this.isBound=!0}unbind(){!this.isBound||this.source===null||(this.evaluateUnbindables(),this.source=null,this.context=this,this.isBound=!1)}evaluateUnbindables(){let e=this.unbindables;for(let o=0,r=e.length;o<r;++o)e[o].unbind(this);e.length=0}static disposeContiguousBatch(e){if(e.length!==0){Kt(e[0].firstChild,e[e.length-1].lastChild);for(let o=0,r=e.length;o<r;++o)e[o].unbind()}}};me(Dt);b.defineProperty(Dt.prototype,"index");b.defineProperty(Dt.prototype,"length");var _a,Ot={unhydrated:"unhydrated",hydrating:"hydrating",hydrated:"hydrated"},$n=class extends Error{constructor(e,o,r,n,a,s){super(e),this.factory=o,this.fragment=r,this.templateString=n,this.expected=a,this.received=s}},Nn=class extends No{get hydrationStage(){return this._hydrationStage}get targets(){return this._targets}get bindingViewBoundaries(){return this._bindingViewBoundaries}constructor(e,o,r,n){super(),this.firstChild=e,this.lastChild=o,this.sourceTemplate=r,this.hostBindingTarget=n,this[_a]=$o,this.context=this,this.source=null,this.isBound=!1,this.sourceLifetime=Pt.unknown,this.unbindables=[],this.fragment=null,this.behaviors=null,this._hydrationStage=Ot.unhydrated,this._bindingViewBoundaries={},this._targets={},this.factories=r.compile().factories}insertBefore(e){if(this.fragment!==null)if(this.fragment.hasChildNodes())e.parentNode.insertBefore(this.fragment,e);else{let o=this.lastChild;if(e.previousSibling===o)return;let r=e.parentNode,n=this.firstChild,a;for(;n!==o;)a=n.nextSibling,r.insertBefore(n,e),n=a;r.insertBefore(o,e)}}appendTo(e){this.fragment!==null&&e.appendChild(this.fragment)}remove(){let e=this.fragment||(this.fragment=document.createDocumentFragment()),o=this.lastChild,r=this.firstChild,n;for(;r!==o;){if(n=r.nextSibling,!n)throw new Error(`Unmatched first/last child inside "${o.getRootNode().host.nodeName}".`);e.appendChild(r),r=n}e.appendChild(o)}bind(e,o=this){if(this.source===e&&this.context===o)return;this.hydrationStage!==Ot.hydrated&&(this._hydrationStage=Ot.hydrating);let r=this.behaviors;if(r===null){this.source=e,this.context=o;try{let{targets:a,boundaries:s}=Ea(this.firstChild,this.lastChild,this.factories);this._targets=a,this._bindingViewBoundaries=s}catch(a){if(a instanceof Ye){let s=this.sourceTemplate.html;typeof s!="string"&&(s=s.innerHTML),a.templateString=s}throw a}this.behaviors=r=new Array(this.factories.length);let n=this.factories;for(let a=0,s=n.length;a<s;++a){let u=n[a];if(u.targetNodeId==="h"&&this.hostBindingTarget&&Ut(u,this.hostBindingTarget,this._targets),u.targetNodeId in this.targets){let h=u.createBehavior();h.bind(this),r[a]=h}else{let h=this.sourceTemplate.html;typeof h!="string"&&(h=h.innerHTML);let p=Bn(this.firstChild,this.lastChild).cloneContents(),d=st().formatBindingMismatch(u,this.firstChild,this.lastChild,lt(this.firstChild));throw new $n(d.message,u,p,h,d.expected,d.received)}}}else{this.source!==null&&this.evaluateUnbindables(),this.isBound=!1,this.source=e,this.context=o;for(let n=0,a=r.length;n<a;++n)r[n].bind(this)}this.isBound=!0,this._hydrationStage=Ot.hydrated}unbind(){!this.isBound||this.source===null||(this.evaluateUnbindables(),this.source=null,this.context=this,this.isBound=!1)}dispose(){Kt(this.firstChild,this.lastChild),this.unbind()}onUnbind(e){this.unbindables.push(e)}evaluateUnbindables(){let e=this.unbindables;for(let o=0,r=e.length;o<r;++o)e[o].unbind(this);e.length=0}};_a=$o;me(Nn);function yd(t){return t.create!==void 0}function Sd(t,e,o,r){if(o==null&&(o=""),yd(o)){t.textContent="";let n=t.$fastView;if(n===void 0)if(ar(r)&&ar(o)&&r.bindingViewBoundaries[this.targetNodeId]!==void 0&&r.hydrationStage!==Ot.hydrated){let a=r.bindingViewBoundaries[this.targetNodeId];n=o.hydrate(a.first,a.last)}else n=o.create();else t.$fastTemplate!==o&&(n.isComposed&&(n.remove(),n.unbind()),n=o.create());n.isComposed?n.needsBindOnly&&(n.needsBindOnly=!1,n.bind(r.source,r.context)):(n.isComposed=!0,n.bind(r.source,r.context),n.insertBefore(t),t.$fastView=n,t.$fastTemplate=o)}else{let n=t.$fastView;if(n!==void 0&&n.isComposed&&(n.isComposed=!1,n.remove(),n.needsBindOnly?n.needsBindOnly=!1:n.unbind()),n===void 0&&ar(r)&&r.hydrationStage!==Ot.hydrated){let a=r.bindingViewBoundaries[this.targetNodeId];a!==void 0&&(Kt(a.first,a.last),delete r.bindingViewBoundaries[this.targetNodeId])}t.textContent=o}}function Bd(t,e,o){var r;let n=`${this.id}-t`,a=(r=t[n])!==null&&r!==void 0?r:t[n]={v:0,cv:Object.create(null)},s=a.cv,u=a.v,h=t[e];if(o!=null&&o.length){let p=o.split(/\s+/);for(let d=0,m=p.length;d<m;++d){let B=p[d];B!==""&&(s[B]=u,h.add(B))}}if(a.v=u+1,u!==0){u-=1;for(let p in s)s[p]===u&&h.remove(p)}}var $d={[q.attribute]:at.setAttribute,[q.booleanAttribute]:at.setBooleanAttribute,[q.property]:(t,e,o)=>t[e]=o,[q.content]:Sd,[q.tokenList]:Bd,[q.event]:()=>{}},Je=class{constructor(e){this.updateTarget=null,this.aspectType=q.content,this.dataBinding=e}createHTML(e){return nr.interpolation(e(this))}createBehavior(){var e;if(this.updateTarget===null){let o=$d[this.aspectType],r=(e=this.dataBinding.policy)!==null&&e!==void 0?e:this.policy;if(!o)throw G.error(R.unsupportedBindingBehavior);this.data=`${this.id}-d`,this.updateTarget=r.protect(this.targetTagName,this.aspectType,this.targetAspect,o)}return this}bind(e){var o;let r=e.targets[this.targetNodeId];switch(this.aspectType){case q.event:r[this.data]=e,r.addEventListener(this.targetAspect,this,this.dataBinding.options);break;case q.content:e.onUnbind(this);default:{let n=(o=r[this.data])!==null&&o!==void 0?o:r[this.data]=this.dataBinding.createObserver(this,this);n.target=r,n.controller=e;let a=n.bind(e);if(e._skipAttrUpdates&&(this.aspectType===q.attribute||this.aspectType===q.booleanAttribute))break;this.updateTarget(r,this.targetAspect,a,e);break}}}unbind(e){let r=e.targets[this.targetNodeId].$fastView;r!==void 0&&r.isComposed&&(r.unbind(),r.needsBindOnly=!0)}handleEvent(e){let o=e.currentTarget[this.data];if(o.isBound){nt.setEvent(e);let r=this.dataBinding.evaluate(o.source,o.context);nt.setEvent(null),r!==!0&&e.preventDefault()}}handleChange(e,o){let r=o.controller;if(!r.isBound)return;let n=o.target;this.updateTarget(n,this.targetAspect,o.bind(r),r)}};pe.define(Je,{aspected:!0});var ja=(t,e)=>`${t}.${e}`,Va={},Qe={index:0,node:null};function Wa(t){t.startsWith("fast-")||G.warn(R.hostBindingWithoutHost,{name:t})}var Nd=new Proxy(document.createElement("div"),{get(t,e){Wa(e);let o=Reflect.get(t,e);return qe(o)?o.bind(t):o},set(t,e,o){return Wa(e),Reflect.set(t,e,o)}}),Pn=class{constructor(e,o,r){this.fragment=e,this.directives=o,this.policy=r,this.proto=null,this.nodeIds=new Set,this.descriptors={},this.factories=[]}addFactory(e,o,r,n,a){var s,u;this.nodeIds.has(r)||(this.nodeIds.add(r),this.addTargetDescriptor(o,r,n)),e.id=(s=e.id)!==null&&s!==void 0?s:yo(),e.targetNodeId=r,e.targetTagName=a,e.policy=(u=e.policy)!==null&&u!==void 0?u:this.policy,this.factories.push(e)}freeze(){return this.proto=Object.create(null,this.descriptors),this}addTargetDescriptor(e,o,r){let n=this.descriptors;if(o==="r"||o==="h"||n[o])return;if(!n[e]){let s=e.lastIndexOf("."),u=e.substring(0,s),h=parseInt(e.substring(s+1),10);this.addTargetDescriptor(u,e,h)}let a=Va[o];if(!a){let s=`_${o}`;Va[o]=a={get(){var u;return(u=this[s])!==null&&u!==void 0?u:this[s]=this[e].childNodes[r]}}}n[o]=a}createView(e){let o=this.fragment.cloneNode(!0),r=Object.create(this.proto);r.r=o,r.h=e??Nd;for(let n of this.nodeIds)Reflect.get(r,n);return new Dt(o,this.factories,r)}};function Xa(t,e,o,r,n,a=!1){let s=o.attributes,u=t.directives;for(let h=0,p=s.length;h<p;++h){let d=s[h],m=d.value,B=So.parse(m,u),M=null;B===null?a&&(M=new Je(qo(()=>m,t.policy)),pe.assignAspect(M,d.name)):M=ir.aggregate(B,t.policy),M!==null&&(o.removeAttributeNode(d),h--,p--,t.addFactory(M,e,r,n,o.tagName))}}function Pd(t,e,o,r,n){let a=So.parse(e.textContent,t.directives);if(a===null)return Qe.node=e.nextSibling,Qe.index=n+1,Qe;let s,u=s=e;for(let h=0,p=a.length;h<p;++h){let d=a[h];h!==0&&(n++,r=ja(o,n),s=u.parentNode.insertBefore(document.createTextNode(""),u.nextSibling)),fe(d)?s.textContent=d:(s.textContent=" ",pe.assignAspect(d),t.addFactory(d,o,r,n,null)),u=s}return Qe.index=n+1,Qe.node=u.nextSibling,Qe}function qa(t,e,o){let r=0,n=e.firstChild;for(;n;){let a=wd(t,o,n,r);n=a.node,r=a.index}}function wd(t,e,o,r){let n=ja(e,r);switch(o.nodeType){case 1:Xa(t,e,o,n,r),qa(t,o,n);break;case 3:return Pd(t,o,e,n,r);case 8:{let a=So.parse(o.data,t.directives);a!==null&&t.addFactory(ir.aggregate(a),e,n,r,null);break}}return Qe.index=r+1,Qe.node=o.nextSibling,Qe}function Fd(t,e){return t&&t.nodeType===8&&So.parse(t.data,e)!==null}var Ga="TEMPLATE",ir={compile(t,e,o=at.policy){let r;if(fe(t)){r=document.createElement(Ga),r.innerHTML=o.createHTML(t);let s=r.content.firstElementChild;s!==null&&s.tagName===Ga&&(r=s)}else r=t;!r.content.firstChild&&!r.content.lastChild&&r.content.appendChild(document.createComment(""));let n=document.adoptNode(r.content),a=new Pn(n,e,o);return Xa(a,"",r,"h",0,!0),(Fd(n.firstChild,e)||n.childNodes.length===1&&Object.keys(e).length>0)&&n.insertBefore(document.createComment(""),n.firstChild),qa(a,n,"r"),Qe.node=null,a.freeze()},setDefaultStrategy(t){this.compile=t},aggregate(t,e=at.policy){if(t.length===1)return t[0];let o,r=!1,n,a=t.length,s=t.map(p=>fe(p)?()=>p:(o=p.sourceAspect||o,r=r||p.dataBinding.isVolatile,n=n||p.dataBinding.policy,p.dataBinding.evaluate)),u=(p,d)=>{let m="";for(let B=0;B<a;++B)m+=s[B](p,d);return m},h=new Je(Uo(u,n??e,r));return pe.assignAspect(h,o),h}};var Po=class extends Ht{bind(e){e.source[this.options]=e.targets[this.targetNodeId]}};pe.define(Po);var U=t=>new Po(t);var Td=/([ \x09\x0a\x0c\x0d])([^\0-\x1F\x7F-\x9F "'>=/]+)([ \x09\x0a\x0c\x0d]*=[ \x09\x0a\x0c\x0d]*(?:[^ \x09\x0a\x0c\x0d"'`<>=]*|"[^"]*|'[^']*))$/,Ad=Object.create(null),Re=class{constructor(e,o=Ad){this.html=e,this.factories=o}createHTML(e){let o=this.factories;for(let r in o)e(o[r]);return this.html}};Re.empty=new Re("");pe.define(Re);function Id(t,e,o,r=pe.getForInstance(t)){if(r.aspected){let n=Td.exec(e);n!==null&&pe.assignAspect(t,n[2])}return t.createHTML(o)}var wo=class t{constructor(e,o={},r){this.policy=r,this.result=null,this.html=e,this.factories=o}compile(){return this.result===null&&(this.result=ir.compile(this.html,this.factories,this.policy)),this.result}inline(){return new Re(fe(this.html)?this.html:this.html.innerHTML,this.factories)}withPolicy(e){if(this.result)throw G.error(R.cannotSetTemplatePolicyAfterCompilation);if(this.policy)throw G.error(R.onlySetTemplatePolicyOnce);return this.policy=e,this}render(e,o,r){let n=this.create(r);return n.bind(e),n.appendTo(o),n}create(e){return this.compile().createView(e)}static create(e,o,r){let n="",a=Object.create(null),s=u=>{var h;let p=(h=u.id)!==null&&h!==void 0?h:u.id=yo();return a[p]=u,p};for(let u=0,h=e.length-1;u<h;++u){let p=e[u],d=o[u],m;if(n+=p,qe(d))d=new Je(Uo(d));else if(d instanceof Nt)d=new Je(d);else if(!(m=pe.getForInstance(d))){let B=d;d=new Je(qo(()=>B))}n+=Id(d,p,s,m)}return new t(n+e[e.length-1],a,r)}};me(wo);var v=((t,...e)=>{if(Array.isArray(t)&&Array.isArray(t.raw))return wo.create(t,e);throw G.error(R.directCallToHTMLTagNotAllowed)});v.partial=t=>new Re(t);var Ua="slotchange",Fo=class extends Bo{observe(e){e.addEventListener(Ua,this)}disconnect(e){e.removeEventListener(Ua,this)}getNodes(e){return e.assignedNodes(this.options)}handleEvent(e){let o=e.currentTarget;this.updateTarget(this.getSource(o),this.computeNodes(o))}};pe.define(Fo);function Fe(t){return fe(t)&&(t={property:t}),new Fo(t)}var Cd=":host([hidden]){display:none}";function F(t){return`${Cd}:host{display:${t}}`}var L="var(--colorNeutralForeground1)",sr="var(--colorNeutralForeground1Hover)",Ka="var(--colorNeutralForeground1Pressed)";var Ee="var(--colorNeutralForeground2)",lr="var(--colorNeutralForeground2Hover)",cr="var(--colorNeutralForeground2Pressed)";var wn="var(--colorNeutralForeground2BrandHover)",Fn="var(--colorNeutralForeground2BrandPressed)";var W="var(--colorNeutralForeground3)",Ya="var(--colorNeutralForeground3Hover)",Ja="var(--colorNeutralForeground3Pressed)";var dr="var(--colorNeutralForeground4)";var z="var(--colorNeutralForegroundDisabled)",Qa="var(--colorBrandForegroundLink)",Za="var(--colorBrandForegroundLinkHover)",ei="var(--colorBrandForegroundLinkPressed)";var ti="var(--colorNeutralForeground2Link)",oi="var(--colorNeutralForeground2LinkHover)",ri="var(--colorNeutralForeground2LinkPressed)";var ni="var(--colorCompoundBrandForeground1Hover)";var ct="var(--colorNeutralForegroundOnBrand)",Te="var(--colorNeutralForegroundInverted)",ai="var(--colorNeutralForegroundInvertedHover)",ii="var(--colorNeutralForegroundInvertedPressed)";var si="var(--colorNeutralForegroundStaticInverted)";var Tn="var(--colorBrandForeground1)",li="var(--colorBrandForeground2)";var ci="var(--colorNeutralForeground1Static)";var C="var(--colorNeutralBackground1)",ur="var(--colorNeutralBackground1Hover)",pr="var(--colorNeutralBackground1Pressed)";var Lt="var(--colorNeutralBackground3)";var di="var(--colorNeutralBackground4)";var ui="var(--colorNeutralBackground5)";var hr="var(--colorNeutralBackground6)";var pi="var(--colorNeutralBackgroundInverted)";var hi="var(--colorSubtleBackground)",gr="var(--colorSubtleBackgroundHover)",To="var(--colorSubtleBackgroundPressed)";var ne="var(--colorTransparentBackground)",An="var(--colorTransparentBackgroundHover)",In="var(--colorTransparentBackgroundPressed)";var Ae="var(--colorNeutralBackgroundDisabled)";var gi="var(--colorBackgroundOverlay)";var fr="var(--colorBrandBackground)",fi="var(--colorBrandBackgroundHover)",mi="var(--colorBrandBackgroundPressed)";var _e="var(--colorCompoundBrandBackground)",dt="var(--colorCompoundBrandBackgroundHover)",ut="var(--colorCompoundBrandBackgroundPressed)";var bi="var(--colorBrandBackground2)";var he="var(--colorNeutralStrokeAccessible)",Ve="var(--colorNeutralStrokeAccessibleHover)",We="var(--colorNeutralStrokeAccessiblePressed)";var pt="var(--colorNeutralStroke1)",ht="var(--colorNeutralStroke1Hover)",Yt="var(--colorNeutralStroke1Pressed)";var mr="var(--colorNeutralStroke2)";var vi="var(--colorNeutralStrokeOnBrand2)";var ki="var(--colorBrandStroke1)",br="var(--colorBrandStroke2)";var ke="var(--colorCompoundBrandStroke)",xi="var(--colorCompoundBrandStrokeHover)",vr="var(--colorCompoundBrandStrokePressed)",K="var(--colorNeutralStrokeDisabled)";var E="var(--colorTransparentStroke)",Ao="var(--colorTransparentStrokeInteractive)";var kr="var(--colorStrokeFocus1)",Z="var(--colorStrokeFocus2)";var xr="var(--colorPaletteRedBackground1)";var yr="var(--colorPaletteRedBackground3)";var Sr="var(--colorPaletteRedBorder1)",yi="var(--colorPaletteRedBorder2)",Si="var(--colorPaletteRedForeground1)";var Cn="var(--colorPaletteRedForeground3)";var Br="var(--colorPaletteGreenBackground1)";var $r="var(--colorPaletteGreenBackground3)";var Bi="var(--colorPaletteGreenBorder1)",$i="var(--colorPaletteGreenBorder2)",Ni="var(--colorPaletteGreenForeground1)",Pi="var(--colorPaletteGreenForeground2)",wi="var(--colorPaletteGreenForeground3)";var Nr="var(--colorPaletteDarkOrangeBackground1)";var Pr="var(--colorPaletteDarkOrangeBackground3)";var wr="var(--colorPaletteDarkOrangeBorder1)";var Fi="var(--colorPaletteDarkOrangeForeground1)";var Hn="var(--colorPaletteDarkOrangeForeground3)",Ti="var(--colorPaletteYellowBackground1)";var Ai="var(--colorPaletteYellowBackground3)";var Ii="var(--colorPaletteYellowBorder1)";var Fr="var(--colorPaletteYellowForeground2)";var Ft="var(--borderRadiusNone)",Ge="var(--borderRadiusSmall)",H="var(--borderRadiusMedium)",Ci="var(--borderRadiusLarge)",Hi="var(--borderRadiusXLarge)";var ee="var(--borderRadiusCircular)",$="var(--fontFamilyBase)";var Io="var(--fontSizeBase100)",xe="var(--fontSizeBase200)",te="var(--fontSizeBase300)",je="var(--fontSizeBase400)",Jt="var(--fontSizeBase500)",Tr="var(--fontSizeBase600)",Di="var(--fontSizeHero700)",Oi="var(--fontSizeHero800)",Li="var(--fontSizeHero900)",zi="var(--fontSizeHero1000)",ae="var(--fontWeightRegular)";var j="var(--fontWeightSemibold)",Ar="var(--fontWeightBold)",Co="var(--lineHeightBase100)",ie="var(--lineHeightBase200)",oe="var(--lineHeightBase300)",Ie="var(--lineHeightBase400)",Ir="var(--lineHeightBase500)",Mi="var(--lineHeightBase600)",Ri="var(--lineHeightHero700)",Ei="var(--lineHeightHero800)",_i="var(--lineHeightHero900)",Vi="var(--lineHeightHero1000)",Cr="var(--shadow2)",Hr="var(--shadow4)";var Wi="var(--shadow16)";var Gi="var(--shadow64)";var T="var(--strokeWidthThin)",re="var(--strokeWidthThick)",Ce="var(--strokeWidthThicker)",ji="var(--strokeWidthThickest)";var Y="var(--spacingHorizontalXXS)",He="var(--spacingHorizontalXS)",ye="var(--spacingHorizontalSNudge)",De="var(--spacingHorizontalS)",Xe="var(--spacingHorizontalMNudge)",Ne="var(--spacingHorizontalM)",Xi="var(--spacingHorizontalL)";var qi="var(--spacingHorizontalXXL)";var Ui="var(--spacingVerticalXXS)",Ho="var(--spacingVerticalXS)",Qt="var(--spacingVerticalSNudge)",se="var(--spacingVerticalS)",Zt="var(--spacingVerticalMNudge)";var eo="var(--spacingVerticalL)";var to="var(--spacingVerticalXXL)";var Dr="var(--durationUltraFast)",Ki="var(--durationFaster)";var oo="var(--durationNormal)",Yi="var(--durationGentle)",Ji="var(--durationSlow)";var ro="var(--curveAccelerateMid)";var Qi="var(--curveDecelerateMax)",no="var(--curveDecelerateMid)";var ao="var(--curveEasyEase)",Zi="var(--curveLinear)";var Dn=f`
  ${F("inline-flex")}

  :host {
    --icon-spacing: ${ye};
    position: relative;
    contain: layout style;
    vertical-align: middle;
    align-items: center;
    box-sizing: border-box;
    justify-content: center;
    text-align: center;
    text-decoration-line: none;
    margin: 0;
    min-height: 32px;
    outline-style: none;
    background-color: ${C};
    color: ${L};
    border: ${T} solid ${pt};
    padding: 0 ${Ne};
    min-width: 96px;
    border-radius: ${H};
    font-size: ${te};
    font-family: ${$};
    font-weight: ${j};
    line-height: ${oe};
    transition-duration: ${Ki};
    transition-property: background, border, color;
    transition-timing-function: ${ao};
    cursor: pointer;
    user-select: none;
  }

  .content {
    display: inherit;
  }

  :host(:hover) {
    background-color: ${ur};
    color: ${sr};
    border-color: ${ht};
  }

  :host(:hover:active) {
    background-color: ${pr};
    border-color: ${Yt};
    color: ${Ka};
    outline-style: none;
  }

  :host(:focus-visible) {
    border-color: ${E};
    outline: ${re} solid ${E};
    box-shadow: ${Hr}, 0 0 0 2px ${Z};
  }

  @media screen and (prefers-reduced-motion: reduce) {
    :host {
      transition-duration: 0.01ms;
    }
  }

  ::slotted(svg) {
    font-size: 20px;
    height: 20px;
    width: 20px;
    fill: currentColor;
  }

  ::slotted([slot='start']) {
    margin-inline-end: var(--icon-spacing);
  }

  ::slotted([slot='end']),
  [slot='end'] {
    flex-shrink: 0;
    margin-inline-start: var(--icon-spacing);
  }

  :host([icon-only]) {
    min-width: 32px;
    max-width: 32px;
  }

  :host([size='small']) {
    --icon-spacing: ${He};
    min-height: 24px;
    min-width: 64px;
    padding: 0 ${De};
    border-radius: ${Ge};
    font-size: ${xe};
    line-height: ${ie};
    font-weight: ${ae};
  }

  :host([size='small'][icon-only]) {
    min-width: 24px;
    max-width: 24px;
  }

  :host([size='large']) {
    min-height: 40px;
    border-radius: ${Ci};
    padding: 0 ${Xi};
    font-size: ${je};
    line-height: ${Ie};
  }

  :host([size='large'][icon-only]) {
    min-width: 40px;
    max-width: 40px;
  }

  :host([size='large']) ::slotted(svg) {
    font-size: 24px;
    height: 24px;
    width: 24px;
  }

  :host(:is([shape='circular'], [shape='circular']:focus-visible)) {
    border-radius: ${ee};
  }

  :host(:is([shape='square'], [shape='square']:focus-visible)) {
    border-radius: ${Ft};
  }

  :host([appearance='primary']) {
    background-color: ${fr};
    color: ${ct};
    border-color: transparent;
  }

  :host([appearance='primary']:hover) {
    background-color: ${fi};
  }

  :host([appearance='primary']:is(:hover, :hover:active):not(:focus-visible)) {
    border-color: transparent;
  }

  :host([appearance='primary']:is(:hover, :hover:active)) {
    color: ${ct};
  }

  :host([appearance='primary']:hover:active) {
    background-color: ${mi};
  }

  :host([appearance='primary']:focus-visible) {
    border-color: ${ct};
    box-shadow: ${Cr}, 0 0 0 2px ${Z};
  }

  :host([appearance='outline']) {
    background-color: ${ne};
  }

  :host([appearance='outline']:hover) {
    background-color: ${An};
  }

  :host([appearance='outline']:hover:active) {
    background-color: ${In};
  }

  :host([appearance='subtle']) {
    background-color: ${hi};
    color: ${Ee};
    border-color: transparent;
  }

  :host([appearance='subtle']:hover) {
    background-color: ${gr};
    color: ${lr};
    border-color: transparent;
  }

  :host([appearance='subtle']:hover:active) {
    background-color: ${To};
    color: ${cr};
    border-color: transparent;
  }

  :host([appearance='subtle']:hover) ::slotted(svg) {
    fill: ${wn};
  }

  :host([appearance='subtle']:hover:active) ::slotted(svg) {
    fill: ${Fn};
  }

  :host([appearance='transparent']) {
    background-color: ${ne};
    color: ${Ee};
  }

  :host([appearance='transparent']:hover) {
    background-color: ${An};
    color: ${wn};
  }

  :host([appearance='transparent']:hover:active) {
    background-color: ${In};
    color: ${Fn};
  }

  :host(:is([appearance='transparent'], [appearance='transparent']:is(:hover, :active))) {
    border-color: transparent;
  }
`,es=f`
  ${Dn}

  :host(:is(:disabled, [disabled], [disabled-focusable], [appearance]:disabled, [appearance][disabled], [appearance][disabled-focusable])),
  :host(:is(:disabled, [disabled], [disabled-focusable], [appearance]:disabled, [appearance][disabled], [appearance][disabled-focusable]):hover),
  :host(:is(:disabled, [disabled], [disabled-focusable], [appearance]:disabled, [appearance][disabled], [appearance][disabled-focusable]):hover:active) {
    background-color: ${Ae};
    border-color: ${K};
    color: ${z};
    cursor: not-allowed;
  }

  :host([appearance='primary']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='primary']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    border-color: transparent;
  }

  :host([appearance='outline']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='outline']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    background-color: ${ne};
  }

  :host([appearance='subtle']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='subtle']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    background-color: ${ne};
    border-color: transparent;
  }

  :host([appearance='transparent']:is(:disabled, [disabled], [disabled-focusable])),
  :host([appearance='transparent']:is(:disabled, [disabled], [disabled-focusable]):is(:hover, :hover:active)) {
    border-color: transparent;
    background-color: ${ne};
  }

  @media (forced-colors: active) {
    :host {
      background-color: ButtonFace;
      color: ButtonText;
    }

    :host(:is(:hover, :focus-visible)) {
      border-color: Highlight !important;
    }

    :host([appearance='primary']:not(:is(:hover, :focus-visible))) {
      background-color: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    :host(
        :is(
            :disabled,
            [disabled],
            [disabled-focusable],
            [appearance]:disabled,
            [appearance][disabled],
            [appearance][disabled-focusable]
          )
      ) {
      background-color: ButtonFace;
      color: GrayText;
      border-color: ButtonText;
    }
  }
`;var ts=f`
  ${Dn}

  ::slotted(a) {
    position: absolute;
    inset: 0;
  }

  @media (forced-colors: active) {
    :host {
      border-color: LinkText;
      color: LinkText;
    }
  }
`;function le(t){return t?typeof t=="string"?new Re(t):"inline"in t?t.inline():t:Re.empty}var Oe=class{};function Ze(t){return v` <slot name="end" ${U("end")}>${le(t.end)}</slot> `.inline()}function Le(t){return v` <slot name="start" ${U("start")}>${le(t.start)}</slot> `.inline()}function Hd(t={}){return v`
    <template
      tabindex="0"
      @click="${(e,o)=>e.clickHandler(o.event)}"
      @keydown="${(e,o)=>e.keydownHandler(o.event)}"
    >
      ${Le(t)}
      <span class="content" part="content">
        <slot></slot>
      </span>
      ${Ze(t)}
    </template>
  `}var os=Hd();var rs={name:aa,registry:g.registry,styles:ts,template:os};function i(t,e,o,r){var n=arguments.length,a=n<3?e:r===null?r=Object.getOwnPropertyDescriptor(e,o):r,s;if(typeof Reflect=="object"&&typeof Reflect.decorate=="function")a=Reflect.decorate(t,e,o,r);else for(var u=t.length-1;u>=0;u--)(s=t[u])&&(a=(n<3?s(a):n>3?s(e,o,a):s(e,o))||a);return n>3&&a&&Object.defineProperty(e,o,a),a}function et(t,...e){let o=Xt.locate(t);e.forEach(r=>{Object.getOwnPropertyNames(r.prototype).forEach(a=>{a!=="constructor"&&Object.defineProperty(t.prototype,a,Object.getOwnPropertyDescriptor(r.prototype,a))}),Xt.locate(r).forEach(a=>o.push(a))})}var On=CSS.supports("anchor-name: --a"),$g="anchor"in HTMLElement.prototype,Ln=CSS.supports("selector(:state(g))");var ns=new Map;function A(t){return ns.get(t)??ns.set(t,Ln?`:state(${t})`:`[state--${t}]`).get(t)}function D(t,e,o){if(!(!e||!t)){if(!Ln){t.shadowRoot.host.toggleAttribute(`state--${e}`,o);return}if(o??!t.states.has(e)){t.states.add(e);return}t.states.delete(e)}}var zn=new WeakMap;function Dd(t,e){if(!t||!e)return!1;if(zn.has(t))return zn.get(t).has(e);let o=new Set(Object.values(t));return zn.set(t,o),o.has(e)}function Tt(t,e="",o="",r,n=""){D(t,`${n}${e}`,!1),(!r||Dd(r,o))&&D(t,`${n}${o}`,!0)}var Se=class extends P{constructor(){super(),this.isMac=navigator.userAgent.includes("Mac"),this.elementInternals=this.attachInternals(),this.internalProxyAnchor=this.createProxyElement(),this.elementInternals.role="link"}connectedCallback(){super.connectedCallback(),this.tabIndex=Number(this.getAttribute("tabindex")??0)<0?-1:0,b.getNotifier(this).subscribe(this),Object.keys(this.$fastController.definition.attributeLookup).forEach(e=>{this.handleChange(this,e)}),this.append(this.internalProxyAnchor)}disconnectedCallback(){super.disconnectedCallback(),b.getNotifier(this).unsubscribe(this)}handleChange(e,o){if(o in na){let r=this.$fastController.definition.attributeLookup[o]?.attribute;r&&this.handleProxyAttributeChange(r,this[o])}}clickHandler(e){if(e.composedPath()[0]===this.internalProxyAnchor)return e.stopImmediatePropagation(),!0;if(this.href){let o=e.ctrlKey||e.metaKey;this.handleNavigation(o)}return!0}keydownHandler(e){if(this.href&&e.key==="Enter"){let o=this.isMac&&e.metaKey||e.ctrlKey;this.handleNavigation(o);return}return!0}handleNavigation(e){e?window.open(this.href,"_blank"):this.internalProxyAnchor.click()}handleProxyAttributeChange(e,o){o?this.internalProxyAnchor.setAttribute(e,o):this.internalProxyAnchor.removeAttribute(e)}createProxyElement(){let e=this.internalProxyAnchor??document.createElement("a");return e.inert=!0,e}};i([c],Se.prototype,"download",void 0);i([c],Se.prototype,"href",void 0);i([c],Se.prototype,"hreflang",void 0);i([c],Se.prototype,"ping",void 0);i([c],Se.prototype,"referrerpolicy",void 0);i([c],Se.prototype,"rel",void 0);i([c],Se.prototype,"target",void 0);i([c],Se.prototype,"type",void 0);var gt=class extends Se{constructor(){super(...arguments),this.iconOnly=!1}appearanceChanged(e,o){Tt(this.elementInternals,e,o,ta)}shapeChanged(e,o){Tt(this.elementInternals,e,o,oa)}sizeChanged(e,o){Tt(this.elementInternals,e,o,ra)}iconOnlyChanged(e,o){D(this.elementInternals,"icon",!!o)}};i([c],gt.prototype,"appearance",void 0);i([c],gt.prototype,"shape",void 0);i([c],gt.prototype,"size",void 0);i([c({attribute:"icon-only",mode:"boolean"})],gt.prototype,"iconOnly",void 0);et(gt,Oe);gt.define(rs);var as={filled:"filled",ghost:"ghost",outline:"outline",tint:"tint"},is={brand:"brand",danger:"danger",important:"important",informative:"informative",severe:"severe",subtle:"subtle",success:"success",warning:"warning"};var ss=`${g.prefix}-badge`;var ls=f.partial`
  ${F("inline-flex")} :host {
    position: relative;
    box-sizing: border-box;
    align-items: center;
    justify-content: center;
    font-family: ${$};
    font-weight: ${j};
    font-size: ${xe};
    line-height: ${ie};
    min-width: 20px;
    height: 20px;
    padding-inline: calc(${He} + ${Y});
    border-radius: ${ee};
    border-color: ${E};
    background-color: ${fr};
    color: ${ct};
    contain: content;
  }

  ::slotted(svg) {
    font-size: 12px;
  }

  :host(:not([appearance='ghost']))::after {
    position: absolute;
    content: '';
    top: 0;
    left: 0;
    bottom: 0;
    right: 0;
    border-style: solid;
    border-width: ${T};
    border-color: inherit;
    border-radius: inherit;
  }
`,cs=f.partial`
  :host([size='tiny']) {
    width: 6px;
    height: 6px;
    font-size: 4px;
    line-height: 4px;
    padding-inline: 0;
    min-width: unset;
  }
  :host([size='tiny']) ::slotted(svg) {
    font-size: 6px;
  }
  :host([size='extra-small']) {
    width: 10px;
    height: 10px;
    font-size: 6px;
    line-height: 6px;
    padding-inline: 0;
    min-width: unset;
  }
  :host([size='extra-small']) ::slotted(svg) {
    font-size: 10px;
  }
  :host([size='small']) {
    min-width: 16px;
    height: 16px;
    font-size: ${Io};
    line-height: ${Co};
    padding-inline: calc(${Y} + ${Y});
  }
  :host([size='small']) ::slotted(svg) {
    font-size: 12px;
  }
  :host([size='large']) {
    min-width: 24px;
    height: 24px;
    font-size: ${xe};
    line-height: ${ie};
    padding-inline: calc(${He} + ${Y});
  }
  :host([size='large']) ::slotted(svg) {
    font-size: 16px;
  }
  :host([size='extra-large']) {
    min-width: 32px;
    height: 32px;
    font-size: ${xe};
    line-height: ${ie};
    padding-inline: calc(${ye} + ${Y});
  }
  :host([size='extra-large']) ::slotted(svg) {
    font-size: 20px;
  }
`,ds=f.partial`
  :host([color='danger']) {
    background-color: ${yr};
    color: ${ct};
  }

  :host([color='important']) {
    background-color: ${L};
    color: ${C};
  }

  :host([color='informative']) {
    background-color: ${ui};
    color: ${W};
  }

  :host([color='severe']) {
    background-color: ${Pr};
    color: ${ct};
  }

  :host([color='subtle']) {
    background-color: ${C};
    color: ${L};
  }

  :host([color='success']) {
    background-color: ${$r};
    color: ${ct};
  }

  :host([color='warning']) {
    background-color: ${Ai};
    color: ${ci};
  }
`,us=f.partial`
  :host([appearance='ghost']) {
    color: ${Tn};
    background-color: initial;
  }

  :host([appearance='ghost'][color='danger']) {
    color: ${Cn};
  }

  :host([appearance='ghost'][color='important']) {
    color: ${L};
  }

  :host([appearance='ghost'][color='informative']) {
    color: ${W};
  }

  :host([appearance='ghost'][color='severe']) {
    color: ${Hn};
  }

  :host([appearance='ghost'][color='subtle']) {
    color: ${Te};
  }

  :host([appearance='ghost'][color='success']) {
    color: ${wi};
  }

  :host([appearance='ghost'][color='warning']) {
    color: ${Fr};
  }
`,ps=f.partial`
  :host([appearance='outline']) {
    border-color: currentColor;
    color: ${Tn};
    background-color: initial;
  }

  :host([appearance='outline'][color='danger']) {
    color: ${Cn};
  }

  :host([appearance='outline'][color='important']) {
    color: ${W};
    border-color: ${he};
  }

  :host([appearance='outline'][color='informative']) {
    color: ${W};
    border-color: ${mr};
  }

  :host([appearance='outline'][color='severe']) {
    color: ${Hn};
  }

  :host([appearance='outline'][color='subtle']) {
    color: ${si};
  }

  :host([appearance='outline'][color='success']) {
    color: ${Pi};
  }

  :host([appearance='outline'][color='warning']) {
    color: ${Fr};
  }
`,hs=f.partial`
  :host([appearance='tint']) {
    background-color: ${bi};
    color: ${li};
    border-color: ${br};
  }

  :host([appearance='tint'][color='danger']) {
    background-color: ${xr};
    color: ${Si};
    border-color: ${Sr};
  }

  :host([appearance='tint'][color='important']) {
    background-color: ${W};
    color: ${C};
    border-color: ${E};
  }

  :host([appearance='tint'][color='informative']) {
    background-color: ${di};
    color: ${W};
    border-color: ${mr};
  }

  :host([appearance='tint'][color='severe']) {
    background-color: ${Nr};
    color: ${Fi};
    border-color: ${wr};
  }

  :host([appearance='tint'][color='subtle']) {
    background-color: ${C};
    color: ${W};
    border-color: ${mr};
  }

  :host([appearance='tint'][color='success']) {
    background-color: ${Br};
    color: ${Ni};
    border-color: ${$i};
  }

  :host([appearance='tint'][color='warning']) {
    background-color: ${Ti};
    color: ${Fr};
    border-color: ${Ii};
  }
`;var gs=f`
  :host([shape='square']) {
    border-radius: ${Ft};
  }

  :host([shape='rounded']) {
    border-radius: ${H};
  }

  :host([shape='rounded']:is([size='tiny'], [size='extra-small'], [size='small'])) {
    border-radius: ${Ge};
  }

  ${hs}
  ${ps}
  ${us}
  ${ds}
  ${cs}
  ${ls}

  @media (forced-colors: active) {
    :host,
    :host([appearance='outline']),
    :host([appearance='tint']) {
      border-color: CanvasText;
    }
  }
`;function Od(t={}){return v`
    ${Le(t)}
    <slot>${le(t.defaultContent)}</slot>
    ${Ze(t)}
  `}var fs=Od();var ms={name:ss,registry:g.registry,styles:gs,template:fs};var ft=class extends P{constructor(){super(...arguments),this.appearance=as.filled,this.color=is.brand}};i([c],ft.prototype,"appearance",void 0);i([c],ft.prototype,"color",void 0);i([c],ft.prototype,"shape",void 0);i([c],ft.prototype,"size",void 0);et(ft,Oe);ft.define(ms);function Ld(t={}){return v`
    <template
      @click="${(e,o)=>e.clickHandler(o.event)}"
      @keypress="${(e,o)=>e.keypressHandler(o.event)}"
    >
      ${Le(t)}
      <span class="content" part="content">
        <slot ${Fe("defaultSlottedContent")}></slot>
      </span>
      ${Ze(t)}
    </template>
  `}var bs=Ld();var vs={name:ea,registry:g.registry,styles:es,template:bs};function tt(t){let e=t.ownerDocument;t?.isConnected&&t?.hasAttribute("autofocus")&&t?.checkVisibility?.({contentVisibilityAuto:!0,visibilityProperty:!0})&&[null,t,e.body,e.documentElement].includes(e.activeElement)&&I.enqueue(()=>{t.focus()})}var ce=class extends P{disabledChanged(){this.setTabIndex()}disabledFocusableChanged(e,o){this.elementInternals&&(this.elementInternals.ariaDisabled=`${!!o}`)}get form(){return this.elementInternals.form}static{this.formAssociated=!0}get labels(){return Object.freeze(Array.from(this.elementInternals.labels))}typeChanged(e,o){o!==vo.submit&&(this.formSubmissionFallbackControl?.remove(),this.shadowRoot?.querySelector('slot[name="internal"]')?.remove())}clickHandler(e){if(e&&this.disabledFocusable){e.stopImmediatePropagation();return}return this.press(),!0}connectedCallback(){super.connectedCallback(),this.elementInternals.ariaDisabled=`${!!this.disabledFocusable}`,this.setTabIndex(),tt(this)}constructor(){super(),this.disabledFocusable=!1,this.elementInternals=this.attachInternals(),this.elementInternals.role="button"}createAndInsertFormSubmissionFallbackControl(){let e=this.formSubmissionFallbackControlSlot??document.createElement("slot");e.setAttribute("name","internal"),this.shadowRoot?.appendChild(e),this.formSubmissionFallbackControlSlot=e;let o=this.formSubmissionFallbackControl??document.createElement("button");o.style.display="none",o.setAttribute("type","submit"),o.setAttribute("slot","internal"),this.formNoValidate&&o.toggleAttribute("formnovalidate",!0),this.elementInternals.form?.id&&o.setAttribute("form",this.elementInternals.form.id),this.name&&o.setAttribute("name",this.name),this.value&&o.setAttribute("value",this.value),this.formAction&&o.setAttribute("formaction",this.formAction??""),this.formEnctype&&o.setAttribute("formenctype",this.formEnctype??""),this.formMethod&&o.setAttribute("formmethod",this.formMethod??""),this.formTarget&&o.setAttribute("formtarget",this.formTarget??""),this.append(o),this.formSubmissionFallbackControl=o}formDisabledCallback(e){this.disabled=e}keypressHandler(e){if(e&&this.disabledFocusable){e.stopImmediatePropagation();return}if(e.key==="Enter"||e.key===" "){this.click();return}return!0}press(){switch(this.type){case vo.reset:{this.resetForm();break}case vo.submit:{this.submitForm();break}}}resetForm(){this.elementInternals.form?.reset()}setTabIndex(){if(this.disabled){this.removeAttribute("tabindex");return}this.tabIndex=Number(this.getAttribute("tabindex")??0)<0?-1:0}submitForm(){if(!(!this.elementInternals.form||this.disabled||this.type!==vo.submit)){if(!this.name&&!this.formAction&&!this.formEnctype&&!this.formAttribute&&!this.formMethod&&!this.formNoValidate&&!this.formTarget){this.elementInternals.form.requestSubmit();return}try{this.elementInternals.setFormValue(this.value??""),this.elementInternals.form.requestSubmit(this)}catch{this.createAndInsertFormSubmissionFallbackControl(),this.elementInternals.setFormValue(null),this.elementInternals.form.requestSubmit(this.formSubmissionFallbackControl)}}}};i([x],ce.prototype,"defaultSlottedContent",void 0);i([c({mode:"boolean"})],ce.prototype,"disabled",void 0);i([c({attribute:"disabled-focusable",mode:"boolean"})],ce.prototype,"disabledFocusable",void 0);i([c({attribute:"formaction"})],ce.prototype,"formAction",void 0);i([c({attribute:"form"})],ce.prototype,"formAttribute",void 0);i([c({attribute:"formenctype"})],ce.prototype,"formEnctype",void 0);i([c({attribute:"formmethod"})],ce.prototype,"formMethod",void 0);i([c({attribute:"formnovalidate",mode:"boolean"})],ce.prototype,"formNoValidate",void 0);i([c({attribute:"formtarget"})],ce.prototype,"formTarget",void 0);i([c],ce.prototype,"name",void 0);i([c],ce.prototype,"type",void 0);i([c],ce.prototype,"value",void 0);var mt=class extends ce{constructor(){super(...arguments),this.iconOnly=!1}};i([c],mt.prototype,"appearance",void 0);i([c],mt.prototype,"shape",void 0);i([c],mt.prototype,"size",void 0);i([c({attribute:"icon-only",mode:"boolean"})],mt.prototype,"iconOnly",void 0);et(mt,Oe);mt.define(vs);var ks=`${g.prefix}-checkbox`;var xs=A("active"),Vf=A("bad-input"),S=A("checked"),Wf=A("custom-error"),ys=A("description"),bt=A("disabled"),y=":is([disabled], :disabled)",Gf=A("error"),Ss=A("flip-block"),jf=A("focus-visible"),Xf=A("has-message"),At=A("indeterminate"),zt=A("multiple"),Bs=A("open"),qf=A("pattern-mismatch"),$s=A("placeholder-shown"),Uf=A("pressed"),Kf=A("range-overflow"),Yf=A("range-underflow"),Jf=A("required"),Or=A("selected"),Qf=A("step-mismatch"),Zf=A("submenu"),em=A("too-long"),tm=A("too-short"),om=A("type-mismatch"),rm=A("user-invalid"),nm=A("valid"),am=A("value-missing");var Ns=f`
  ${F("inline-flex")}

  :host {
    --size: 16px;
    background-color: ${C};
    border-radius: ${Ge};
    border: ${T} solid ${he};
    box-sizing: border-box;
    cursor: pointer;
    position: relative;
    width: var(--size);
  }

  :host,
  .indeterminate-indicator,
  .checked-indicator {
    aspect-ratio: 1;
  }

  :host(:hover) {
    border-color: ${Ve};
  }

  :host(:active) {
    border-color: ${We};
  }

  :host(${S}:hover) {
    background-color: ${dt};
    border-color: ${xi};
  }

  :host(${S}:active) {
    background-color: ${ut};
    border-color: ${vr};
  }

  :host(:focus-visible) {
    outline: none;
  }

  :host(:not([slot='input']))::after {
    content: '';
    position: absolute;
    inset: -8px;
    box-sizing: border-box;
    outline: none;
    border: ${re} solid ${E};
    border-radius: ${H};
  }

  :host(:not([slot='input']):focus-visible)::after {
    border-color: ${Z};
  }

  .indeterminate-indicator,
  .checked-indicator {
    color: ${Te};
    inset: 0;
    margin: auto;
    position: absolute;
  }

  ::slotted([slot='checked-indicator']),
  .checked-indicator {
    fill: currentColor;
    display: inline-flex;
    flex: 1 0 auto;
    width: 12px;
  }

  :host(:not(${S})) *:is(::slotted([slot='checked-indicator']), .checked-indicator) {
    display: none;
  }

  :host(${S}),
  :host(${At}) {
    border-color: ${ke};
  }

  :host(${S}),
  :host(${At}) .indeterminate-indicator {
    background-color: ${_e};
  }

  :host(${At}) .indeterminate-indicator {
    border-radius: ${Ge};
    position: absolute;
    width: calc(var(--size) / 2);
    inset: 0;
  }

  :host([size='large']) {
    --size: 20px;
  }

  :host([size='large']) ::slotted([slot='checked-indicator']),
  :host([size='large']) .checked-indicator {
    width: 16px;
  }

  :host([shape='circular']),
  :host([shape='circular']) .indeterminate-indicator {
    border-radius: ${ee};
  }

  :host(${y}),
  :host(${y}${S}) {
    background-color: ${Ae};
    border-color: ${K};
  }

  :host(${y}) {
    cursor: unset;
  }

  :host(${y}${At}) .indeterminate-indicator {
    background-color: ${K};
  }

  :host(${y}${S}) .checked-indicator {
    color: ${K};
  }

  @media (forced-colors: active) {
    :host {
      border-color: FieldText;
    }

    :host(:not([slot='input']:focus-visible))::after {
      border-color: Canvas;
    }

    :host(:not(${y}):hover),
    :host(${S}:not(${y}):hover),
    :host(:not([slot='input']):focus-visible)::after {
      border-color: Highlight;
    }

    .indeterminate-indicator,
    .checked-indicator {
      color: HighlightText;
    }

    :host(${S}),
    :host(${At}) .indeterminate-indicator {
      background-color: FieldText;
    }

    :host(${S}:not(${y}):hover),
    :host(${At}:not(${y}):hover) .indeterminate-indicator {
      background-color: Highlight;
    }

    :host(${y}) {
      border-color: GrayText;
    }

    :host(${y}${At}) .indeterminate-indicator {
      background-color: GrayText;
    }

    :host(${y}),
    :host(${y}${S}) .checked-indicator {
      color: GrayText;
    }
  }
`;var zd=v.partial(`
    <svg
        fill="currentColor"
        aria-hidden="true"
        class="checked-indicator"
        width="1em"
        height="1em"
        viewBox="0 0 12 12"
        xmlns="http://www.w3.org/2000/svg">
            <path d="M9.76 3.2c.3.29.32.76.04 1.06l-4.25 4.5a.75.75 0 0 1-1.08.02L2.22 6.53a.75.75 0 0 1 1.06-1.06l1.7 1.7L8.7 3.24a.75.75 0 0 1 1.06-.04Z" fill="currentColor"></path>
    </svg>
`),Md=v.partial(`
    <span class="indeterminate-indicator"></span>
`);function Rd(t={}){return v`
    <template
      @click="${(e,o)=>e.clickHandler(o.event)}"
      @input="${(e,o)=>e.inputHandler(o.event)}"
      @keydown="${(e,o)=>e.keydownHandler(o.event)}"
      @keyup="${(e,o)=>e.keyupHandler(o.event)}"
    >
      <slot name="checked-indicator">${le(t.checkedIndicator)}</slot>
      <slot name="indeterminate-indicator">${le(t.indeterminateIndicator)}</slot>
    </template>
  `}var Ps=Rd({checkedIndicator:zd,indeterminateIndicator:Md});var ws={name:ks,registry:g.registry,styles:Ns,template:Ps};var ge=class extends P{constructor(){super(...arguments),this.initialValue="on",this._keydownPressed=!1,this.dirtyChecked=!1,this.elementInternals=this.attachInternals(),this._validationFallbackMessage="",this._value=this.initialValue}get checked(){return b.track(this,"checked"),!!this._checked}set checked(e){this._checked=e,this.setFormValue(e?this.value:null),this.setValidity(),this.setAriaChecked(),D(this.elementInternals,"checked",e),b.notify(this,"checked")}disabledChanged(e,o){this.disabled?this.removeAttribute("tabindex"):this.tabIndex=Number(this.getAttribute("tabindex")??0)<0?-1:0,this.elementInternals.ariaDisabled=this.disabled?"true":"false",D(this.elementInternals,"disabled",this.disabled)}disabledAttributeChanged(e,o){this.disabled=!!o}initialCheckedChanged(e,o){this.dirtyChecked||(this.checked=!!o)}initialValueChanged(e,o){this._value=o}requiredChanged(e,o){this.elementInternals&&(this.setValidity(),this.elementInternals.ariaRequired=this.required?"true":"false")}get form(){return this.elementInternals.form}static{this.formAssociated=!0}get labels(){return Object.freeze(Array.from(this.elementInternals.labels))}get validationMessage(){if(this.elementInternals?.validationMessage)return this.elementInternals.validationMessage;if(!this._validationFallbackMessage){let e=document.createElement("input");e.type="checkbox",e.required=!0,e.checked=!1,this._validationFallbackMessage=e.validationMessage}return this._validationFallbackMessage}get validity(){return this.elementInternals.validity}get value(){return b.track(this,"value"),this._value}set value(e){this._value=e,this.elementInternals&&(this.setFormValue(e),this.setValidity()),b.notify(this,"value")}get willValidate(){return this.elementInternals.willValidate}checkValidity(){return this.elementInternals.checkValidity()}clickHandler(e){if(this.disabled)return;this.dirtyChecked=!0;let o=this.checked;return this.toggleChecked(),o!==this.checked&&(this.$emit("change"),this.$emit("input")),!0}connectedCallback(){super.connectedCallback(),this.disabled=!!this.disabledAttribute,this.setAriaChecked(),this.setValidity(),tt(this)}inputHandler(e){return this.setFormValue(this.value),this.setValidity(),!0}keydownHandler(e){if(e.key!==" ")return!0;this._keydownPressed=!0}keyupHandler(e){if(!this._keydownPressed||e.key!==" ")return!0;this._keydownPressed=!1,this.click()}formResetCallback(){this.checked=this.initialChecked??!1,this.dirtyChecked=!1,this.setValidity()}reportValidity(){return this.elementInternals.reportValidity()}setAriaChecked(e=this.checked){this.elementInternals&&(this.elementInternals.ariaChecked=e?"true":"false")}setFormValue(e,o){this.elementInternals?.setFormValue(e,e??o)}setCustomValidity(e){this.elementInternals.setValidity({customError:!0},e),this.setValidity()}setValidity(e,o,r){if(this.elementInternals){if(this.disabled||!this.required){this.elementInternals.setValidity({});return}this.elementInternals.setValidity({valueMissing:!!this.required&&!this.checked,...e},o??this.validationMessage,r)}}toggleChecked(e=!this.checked){this.checked=e}};i([x],ge.prototype,"disabled",void 0);i([c({attribute:"disabled",mode:"boolean"})],ge.prototype,"disabledAttribute",void 0);i([c({attribute:"form"})],ge.prototype,"formAttribute",void 0);i([c({attribute:"checked",mode:"boolean"})],ge.prototype,"initialChecked",void 0);i([c({attribute:"value",mode:"fromView"})],ge.prototype,"initialValue",void 0);i([c],ge.prototype,"name",void 0);i([c({mode:"boolean"})],ge.prototype,"required",void 0);var Mt=class extends ge{indeterminateChanged(e,o){this.setAriaChecked(),D(this.elementInternals,"indeterminate",o)}constructor(){super(),this.elementInternals.role="checkbox"}setAriaChecked(e=this.checked){if(this.indeterminate){this.elementInternals.ariaChecked="mixed";return}super.setAriaChecked(e)}toggleChecked(e=!this.checked){this.indeterminate=!1,super.toggleChecked(e)}};i([x],Mt.prototype,"indeterminate",void 0);i([c],Mt.prototype,"shape",void 0);i([c],Mt.prototype,"size",void 0);Mt.define(ws);var It={modal:"modal",nonModal:"non-modal",alert:"alert"};function Fs(t,e="-dialog"){return t?.nodeType!==Node.ELEMENT_NODE?!1:t.tagName.toLowerCase().endsWith(e)}var Ts=`${g.prefix}-dialog`;var As=f`
  @layer base {
    :host {
      --dialog-backdrop: ${gi};
      --dialog-starting-scale: 0.85;
    }

    ::backdrop {
      background: var(--dialog-backdrop, rgba(0, 0, 0, 0.4));
    }

    dialog {
      background: ${C};
      border-radius: ${Hi};
      border: none;
      box-shadow: ${Gi};
      color: ${L};
      max-height: 100vh;
      padding: 0;
      width: 100%;
      max-width: 600px;
    }

    :host([type='non-modal']) dialog {
      inset: 0;
      z-index: 2;
      overflow: auto;
    }

    @supports (max-height: 1dvh) {
      dialog {
        max-height: 100dvh;
      }
    }
  }

  @layer animations {
    /* Disable animations for reduced motion */
    @media (prefers-reduced-motion: no-preference) {
      dialog,
      ::backdrop {
        transition: display allow-discrete, opacity, overlay allow-discrete, scale;
        transition-duration: ${Yi};
        transition-timing-function: ${no};
        /* Set opacity to 0 when closed */
        opacity: 0;
      }
      ::backdrop {
        transition-timing-function: ${Zi};
      }

      /* Set opacity to 1 when open */
      [open],
      [open]::backdrop {
        opacity: 1;
      }

      /* Exit styles for dialog */
      dialog:not([open]) {
        /* Make small when leaving */
        scale: var(--dialog-starting-scale);
        /* Faster leaving the stage then entering */
        transition-timing-function: ${ro};
      }
    }

    @starting-style {
      [open],
      [open]::backdrop {
        opacity: 0;
      }

      dialog {
        scale: var(--dialog-starting-scale);
      }
    }
  }

  @media (forced-colors: active) {
    @layer base {
      dialog {
        border: ${T} solid ${E};
      }
    }
  }
`;var Is=v`
  <dialog
    class="dialog"
    part="dialog"
    aria-modal="${t=>t.dialogModal}"
    aria-describedby="${t=>t.dialogDescribedby}"
    aria-labelledby="${t=>t.dialogLabelledby}"
    aria-label="${t=>t.dialogLabel}"
    role="${t=>t.dialogRole}"
    @click="${(t,e)=>t.clickHandler(e.event)}"
    @cancel="${t=>t.hide()}"
    ${U("dialog")}
  >
    <div tabindex="-1"></div>
    <slot></slot>
  </dialog>
`;var Cs={name:Ts,registry:g.registry,styles:As,template:Is};var Be=class extends P{constructor(){super(...arguments),this.emitToggle=()=>{this.$emit("toggle",{oldState:this.dialog.open?"closed":"open",newState:this.dialog.open?"open":"closed"})}}get dialogDescribedby(){if(this.dialog)return this.ariaDescribedby}get dialogLabel(){if(this.dialog)return this.ariaLabel}get dialogLabelledby(){if(this.dialog)return this.ariaLabelledby}get dialogModal(){if(this.dialog&&this.type!==It.nonModal)return!0}get dialogRole(){if(this.dialog&&this.type===It.alert)return"alertdialog"}connectedCallback(){super.connectedCallback(),I.enqueue(()=>{this.type=this.type??It.modal})}emitBeforeToggle(){this.$emit("beforetoggle",{oldState:this.dialog.open?"open":"closed",newState:this.dialog.open?"closed":"open"})}show(){I.enqueue(()=>{this.emitBeforeToggle(),this.type===It.alert||this.type===It.modal?this.dialog.showModal():this.type===It.nonModal&&this.dialog.show(),this.querySelector("[autofocus]")?.focus?.(),this.emitToggle()})}hide(){this.emitBeforeToggle(),this.dialog.close(),this.emitToggle()}clickHandler(e){return this.dialog.open&&this.type!==It.alert&&e.target===this.dialog&&this.hide(),!0}};i([x],Be.prototype,"dialog",void 0);i([c({attribute:"aria-describedby"})],Be.prototype,"ariaDescribedby",void 0);i([c({attribute:"aria-labelledby"})],Be.prototype,"ariaLabelledby",void 0);i([c({attribute:"aria-label"})],Be.prototype,"ariaLabel",void 0);i([c],Be.prototype,"type",void 0);i([Ke],Be.prototype,"dialogDescribedby",null);i([Ke],Be.prototype,"dialogLabel",null);i([Ke],Be.prototype,"dialogLabelledby",null);i([Ke],Be.prototype,"dialogModal",null);i([Ke],Be.prototype,"dialogRole",null);Be.define(Cs);var Hs=`${g.prefix}-dialog-body`;var Ds=f`
  ${F("grid")}

  :host {
    background: ${C};
    box-sizing: border-box;
    gap: ${se};
    padding: ${to} ${qi};
    container: dialog-body / inline-size;
  }

  .title {
    box-sizing: border-box;
    align-items: flex-start;
    background: ${C};
    color: ${L};
    column-gap: 8px;
    display: flex;
    font-family: ${$};
    font-size: ${Jt};
    font-weight: ${j};
    inset-block-start: 0;
    justify-content: space-between;
    line-height: ${Ir};
    margin-block-end: calc(${se} * -1);
    margin-block-start: calc(${to} * -1);
    padding-block-end: ${se};
    padding-block-start: ${to};
  }

  .content {
    box-sizing: border-box;
    color: ${L};
    font-family: ${$};
    font-size: ${te};
    font-weight: ${ae};
    line-height: ${oe};
    min-height: 32px;
  }

  .actions {
    box-sizing: border-box;
    background: ${C};
    display: flex;
    flex-direction: column;
    gap: ${se};
    inset-block-end: 0;
    margin-block-end: calc(${to} * -1);
    padding-block-end: ${to};
    padding-block-start: ${eo};
  }

  ::slotted([slot='title-action']) {
    margin-inline-start: auto;
  }

  ::slotted([slot='title']) {
    font: inherit;
    padding: 0;
    margin: 0;
  }

  /* align  title content to the end when there is no title*/
  :not(:has(:is([slot='title'], [slot='title-action']))) .title {
    justify-content: end;
  }

  @container (min-width: 480px) {
    .actions {
      align-items: center;
      flex-direction: row;
      justify-content: flex-end;
      margin-block-start: calc(${se} * -1);
      padding-block-start: ${se};
    }
  }

  /* For a11y, set sticky position for title and actions when the viewport is tall enough */
  @media (min-height: 480px) {
    .title {
      position: sticky;
      z-index: 1;
    }
    .actions {
      position: sticky;
      z-index: 2;
    }
  }
`;var Os=v`
  <template>
    <div class="title" part="title">
      <slot name="title"></slot>
      <slot name="title-action"></slot>
      <slot name="close" @click="${(t,e)=>t.clickHandler(e.event)}"></slot>
    </div>
    <div class="content" part="content"><slot></slot></div>
    <div class="actions" part="actions"><slot name="action"></slot></div>
  </template>
`;var Ls={name:Hs,registry:g.registry,styles:Ds,template:Os};var Lr=class extends P{clickHandler(e){if(!e.defaultPrevented){let o=this.parentElement;Fs(o)&&o.hide()}return!0}};Lr.define(Ls);var zs={filledDarker:"filled-darker",filledLighter:"filled-lighter",outline:"outline",transparent:"transparent"};var zr={combobox:"combobox",dropdown:"dropdown",select:"select"},Ms=`${g.prefix}-dropdown`;var Mr=f.partial`
  font-family: ${$};
  font-size: ${te};
  line-height: ${oe};
  font-weight: ${ae};
`,vb=f.partial`
  font-family: ${$};
  font-size: ${te};
  line-height: ${oe};
  font-weight: ${j};
`,kb=f.partial`
  font-family: ${$};
  font-size: ${te};
  line-height: ${oe};
  font-weight: ${Ar};
`,Rs=f.partial`
  font-family: ${$};
  font-size: ${je};
  line-height: ${Ie};
  font-weight: ${ae};
`,Rr=f.partial`
  font-family: ${$};
  font-size: ${xe};
  line-height: ${ie};
  font-weight: ${ae};
`,xb=f.partial`
  font-family: ${$};
  font-size: ${xe};
  line-height: ${ie};
  font-weight: ${j};
`,yb=f.partial`
  font-family: ${$};
  font-size: ${xe};
  line-height: ${ie};
  font-weight: ${Ar};
`,Sb=f.partial`
  font-family: ${$};
  font-size: ${Io};
  line-height: ${Co};
  font-weight: ${ae};
`,Bb=f.partial`
  font-family: ${$};
  font-size: ${Io};
  line-height: ${Co};
  font-weight: ${j};
`,$b=f.partial`
  font-family: ${$};
  font-size: ${Jt};
  line-height: ${Ir};
  font-weight: ${j};
`,Nb=f.partial`
  font-family: ${$};
  font-size: ${je};
  line-height: ${Ie};
  font-weight: ${j};
`,Pb=f.partial`
  font-family: ${$};
  font-size: ${je};
  line-height: ${Ie};
  font-weight: ${Ar};
`,wb=f.partial`
  font-family: ${$};
  font-size: ${Oi};
  line-height: ${Ei};
  font-weight: ${j};
`,Fb=f.partial`
  font-family: ${$};
  font-size: ${Di};
  line-height: ${Ri};
  font-weight: ${j};
`,Tb=f.partial`
  font-family: ${$};
  font-size: ${Tr};
  line-height: ${Mi};
  font-weight: ${j};
`,Ab=f.partial`
  font-family: ${$};
  font-size: ${Li};
  line-height: ${_i};
  font-weight: ${j};
`,Ib=f.partial`
  font-family: ${$};
  font-size: ${zi};
  line-height: ${Vi};
  font-weight: ${j};
`;var Es=f`
  ${F("inline-flex")}

  :host {
    box-sizing: border-box;
    color: ${L};
    cursor: pointer;
  }

  :host(${$s}) {
    color: ${dr};
  }

  .control {
    appearance: none;
    background-color: ${C};
    border-radius: ${H};
    border: ${T} solid ${E};
    box-shadow: inset 0 0 0 ${T} var(--control-border-color);
    box-sizing: border-box;
    color: inherit;
    column-gap: ${Y};
    display: inline-flex;
    justify-content: space-between;
    min-width: 160px;
    overflow: hidden;
    padding: ${Qt} ${Xe};
    white-space: normal;
    position: relative;
    text-align: start;
    width: 100%;
    z-index: 1;
    ${Mr}
  }

  :host([size='small']) .control {
    column-gap: ${Y};
    padding: ${Ho} ${ye};
    ${Rr}
  }

  :host([size='large']) .control {
    column-gap: ${De};
    padding: ${se} ${Ne};
    ${Rs}
  }

  ::slotted(:is(input, button)) {
    all: unset;
    flex: 1 1 auto;
  }

  ::slotted(button) {
    cursor: pointer;
  }

  ::slotted(input) {
    cursor: text;
  }

  :where(slot[name='indicator'] > *, ::slotted([slot='indicator'])) {
    all: unset;
    align-items: center;
    appearance: none;
    aspect-ratio: 1;
    color: ${W};
    display: inline-flex;
    justify-content: center;
    width: 20px;
  }

  :host([size='small']) :where(slot[name='indicator'] > *, ::slotted([slot='indicator'])) {
    width: 16px;
  }

  :host([size='large']) :where(slot[name='indicator'] > *, ::slotted([slot='indicator'])) {
    width: 24px;
  }

  .control::after,
  .control::before {
    content: '' / '';
    inset: auto 0 0;
    pointer-events: none;
    position: absolute;
  }

  .control::before {
    height: ${T};
  }

  .control::after {
    background-color: ${ke};
    height: ${re};
    scale: 0 1;
    transition: scale ${Dr} ${no};
  }

  /**
  * focus-ring style uses lingering :focus-within selector due to platform limitations
  * TODO: Convert selector to \`:host(:has(:focus-visible)) .control\` when browser support increases
  * ISSUE: https://issues.chromium.org/issues/40062355
  */
  :host(:where(:focus-within)) .control {
    border-radius: ${H};
    box-shadow: inset 0 0 0 1px ${kr};
    outline: ${re} solid ${Z};
  }

  :host(:where(${Bs}, :focus-within)) .control::after {
    scale: 1 1;
    transition-duration: ${oo};
    transition-timing-function: ${ro};
  }

  :host(:where([appearance='outline'], [appearance='transparent'])) .control::before {
    background-color: ${he};
  }

  :host([appearance='transparent']) .control {
    --control-border-color: ${Ao};
    background-color: ${ne};
    border-radius: ${Ft};
  }

  :host([appearance='outline']) .control {
    --control-border-color: ${pt};
  }

  :host([appearance='outline']) .control:hover {
    --control-border-color: ${ht};
  }

  :host(:where([appearance='outline'], [appearance='transparent'])) .control:hover::before {
    background-color: ${Ve};
  }

  :host([appearance='outline']) .control:hover::after {
    background-color: ${dt};
  }

  :host([appearance='outline']) .control:active {
    --control-border-color: ${Yt};
  }

  :host(:where([appearance='outline'], [appearance='transparent'])) .control:active::before {
    background-color: ${We};
  }

  :host(:where([appearance='outline'], [appearance='transparent'])) .control:active::after {
    background-color: ${ut};
  }

  :host([appearance='filled-darker']) .control {
    background-color: ${Lt};
  }

  :host(:where([appearance='filled-lighter'], [appearance='filled-darker'])) .control {
    --control-border-color: ${E};
  }

  :host(${y}),
  :host(${y}) ::slotted(:where(button, input)) {
    cursor: not-allowed;
  }

  :host(${y}) .control::before,
  :host(${y}) .control::after {
    content: none;
  }

  :host(${y}) .control:is(*, :active, :hover),
  :host(${y}) :where(slot[name='indicator'] > *, ::slotted([slot='indicator'])) {
    --control-border-color: ${K};
    background-color: ${Ae};
    color: ${z};
  }

  ::slotted(:not([slot]):not([popover])),
  ::slotted([popover]:not(:popover-open)) {
    display: none;
  }

  @supports not (anchor-name: --anchor) {
    :host {
      --listbox-max-height: 50vh;
      --margin-offset: calc(${oe} + (${Qt} * 2) + ${T});
    }

    :host([size='small']) {
      --margin-offset: calc(${ie} + (${Ho} * 2) + ${T});
    }

    :host([size='large']) {
      --margin-offset: calc(${Ie} + (${se} * 2) + ${T});
    }
  }

  @media (forced-colors: active) {
    :host(${y}) .control {
      border-color: GrayText;
    }
    :host(${y}) :where(slot[name='indicator'] > *, ::slotted([slot='indicator'])) {
      color: GrayText;
    }
  }
`;var Ed=v`
  <svg class="chevron-down-20-regular" aria-hidden="true" slot="indicator" viewBox="0 0 20 20" ${U("indicator")}>
    <path
      d="M15.85 7.65a.5.5 0 0 1 0 .7l-5.46 5.49a.55.55 0 0 1-.78 0L4.15 8.35a.5.5 0 1 1 .7-.7L10 12.8l5.15-5.16a.5.5 0 0 1 .7 0"
      fill="currentColor"
    />
  </svg>
`,_s=v`
  <input
    @input="${(t,e)=>t.inputHandler(e.event)}"
    @change="${(t,e)=>t.changeHandler(e.event)}"
    aria-activedescendant="${t=>t.activeDescendant}"
    aria-controls="${t=>t.listbox?.id??null}"
    aria-labelledby="${t=>t.ariaLabelledBy}"
    aria-expanded="${t=>t.open}"
    aria-haspopup="listbox"
    placeholder="${t=>t.placeholder}"
    role="combobox"
    ?disabled="${t=>t.disabled}"
    type="${t=>t.type}"
    value="${t=>t.valueAttribute}"
    slot="control"
    ${U("control")}
  />
`,Vs=v`
  <button
    aria-activedescendant="${t=>t.activeDescendant}"
    aria-controls="${t=>t.listbox?.id??null}"
    aria-expanded="${t=>t.open}"
    aria-haspopup="listbox"
    role="combobox"
    ?disabled="${t=>t.disabled}"
    type="button"
    slot="control"
    ${U("control")}
  >
    ${t=>t.displayValue}
  </button>
`;function _d(t={}){return v`
    <template
      @click="${(e,o)=>e.clickHandler(o.event)}"
      @focusout="${(e,o)=>e.focusoutHandler(o.event)}"
      @keydown="${(e,o)=>e.keydownHandler(o.event)}"
      @mousedown="${(e,o)=>e.mousedownHandler(o.event)}"
    >
      <div class="control">
        <slot name="control" ${U("controlSlot")}></slot>
        <slot name="indicator" ${U("indicatorSlot")}>${le(t.indicator)}</slot>
      </div>
      <slot @slotchange="${(e,o)=>e.slotchangeHandler(o.event)}"></slot>
    </template>
  `}var Ws=_d({indicator:Ed});var Gs={name:Ms,registry:g.registry,styles:Es,template:Ws};function Mn(t,e="-listbox"){return t?.nodeType!==Node.ELEMENT_NODE?!1:t.tagName.toLowerCase().endsWith(e)}var js=`${g.prefix}-listbox`;function vt(t,e="-option"){return t?.nodeType!==Node.ELEMENT_NODE?!1:t.tagName.toLowerCase().endsWith(e)}var Xs=`${g.prefix}-option`;var qs={ltr:"ltr",rtl:"rtl"},Us=t=>t.closest("[dir]")?.dir==="rtl"?qs.rtl:qs.ltr;function Rn(t){return t.closest("[lang]")?.lang??"en"}function Ks(t,e){if("requestIdleCallback"in globalThis)return globalThis.requestIdleCallback(t,e);let o=Date.now();return setTimeout(()=>{t({didTimeout:e?.timeout?Date.now()-o>=e.timeout:!1,timeRemaining:()=>0})},e?.timeout??1)}function Rt(t,e,o){let r=o?.shallow??!1,n=o?.timeout??50,a=o?.idleCallback??!1,s=`${r?":scope > ":""}:not(:defined)`,u=h=>{if(t.querySelector(s)===null||h&&h.timeRemaining()<=0){a?Ks(e,{timeout:n}):e();return}Ks(u,{timeout:n})};u()}var Vd=0;function Pe(t="id-"){let e=`${t}${Vd++}`;return document.getElementById(e)?Pe(t):e}var _=class t extends P{get activeDescendant(){if(this.open)return this.enabledOptions[this.activeIndex]?.id}activeIndexChanged(e,o){if(typeof o=="number"){let r=this.matches(":has(:focus-visible)")?o:-1;this.enabledOptions.forEach((n,a)=>{n.active=a===r}),this.open&&this.enabledOptions[r]?.scrollIntoView({block:"nearest"})}}controlChanged(e,o){o&&(o.id=o.id||Pe("input-"))}disabledChanged(e,o){this.listbox&&I.enqueue(()=>{this.options.forEach(r=>{r.disabled=r.disabledAttribute||this.disabled})})}get displayValue(){if(!this.$fastController.isConnected||!this.control||this.isCombobox&&this.multiple)return D(this.elementInternals,"placeholder-shown",!1),"";this.listFormatter=this.listFormatter??new Intl.ListFormat(Rn(this),{type:"conjunction",style:"narrow"});let e=this.listFormatter.format(this.selectedOptions.map(o=>o.text));return D(this.elementInternals,"placeholder-shown",!e),this.isCombobox?e:e||this.placeholder}listboxChanged(e,o){if(e&&b.getNotifier(this).unsubscribe(e),o){o.dropdown=this,o.popover="manual",o.tabIndex=-1;let r=b.getNotifier(this);if(r.subscribe(o),r.notify("multiple"),I.enqueue(()=>{this.options.forEach(n=>{n.disabled=n.disabledAttribute||this.disabled,n.name=this.name}),this.enabledOptions.filter(n=>n.defaultSelected).forEach((n,a)=>{n.selected=this.multiple||a===0}),this.setValidity()}),On){let n=Pe("--dropdown-anchor-");this.style.setProperty("anchor-name",n),this.listbox.style.setProperty("position-anchor",n)}}}multipleChanged(e,o){this.elementInternals.ariaMultiSelectable=o?"true":"false",D(this.elementInternals,"multiple",o),this.value=null}nameChanged(e,o){this.listbox&&I.enqueue(()=>{this.options.forEach(r=>{r.name=o})})}openChanged(e,o){D(this.elementInternals,"open",o),this.elementInternals.ariaExpanded=o?"true":"false",this.activeIndex=this.selectedIndex??-1,On||this.anchorPositionFallback(o)}typeChanged(e,o){this.$fastController.isConnected&&this.insertControl()}get enabledOptions(){return this.listbox?.enabledOptions??Array.from(this.querySelectorAll("*")).filter(e=>vt(e)&&!e.disabled)}static{this.formAssociated=!0}get freeformOption(){return this.enabledOptions.find(e=>e.freeform)}get isCombobox(){return this.type===zr.combobox}get labels(){return Object.freeze(Array.from(this.elementInternals.labels))}get options(){return this.listbox?.options??Array.from(this.querySelectorAll("*")).filter(e=>vt(e))}get selectedIndex(){return this.enabledOptions.findIndex(e=>e.selected)??-1}get selectedOptions(){return this.listbox?.selectedOptions??[]}get validationMessage(){if(this.elementInternals.validationMessage)return this.elementInternals.validationMessage;if(!this._validationFallbackMessage){let e=document.createElement("input");e.type="radio",e.name="validation-message-fallback",e.required=!0,e.checked=!1,this._validationFallbackMessage=e.validationMessage}return!this.disabled&&this.required&&this.listbox.selectedOptions.length===0?this._validationFallbackMessage:""}get validity(){return this.elementInternals.validity}get value(){return b.notify(this,"value"),this.enabledOptions.find(e=>e.selected)?.value??null}set value(e){this.multiple||(this.selectOption(this.enabledOptions.findIndex(o=>o.value===e)),b.track(this,"value"))}get willValidate(){return this.elementInternals.willValidate}changeHandler(e){if(this===e.target)return!0;let o=this.isCombobox?this.enabledOptions.findIndex(r=>r.text===this.control.value):this.enabledOptions.indexOf(e.target);return this.selectOption(o,!0),!0}checkValidity(){return this.elementInternals.checkValidity()}clickHandler(e){if(this.disabled)return;let o=e.target;if(this.focus(),(o===this.control||e.composedPath().includes(this.indicator))&&!this.isCombobox)return this.listbox.togglePopover(),!0;if(!this.open)return this.listbox.showPopover(),!0;if(vt(o)){if(o.disabled)return;this.selectOption(this.enabledOptions.indexOf(o),!0),this.multiple||(this.isCombobox&&(this.control.value=o.text,this.updateFreeformOption()),this.listbox.hidePopover())}return!0}constructor(){super(),this.activeIndex=0,this.id=Pe("dropdown-"),this.required=!1,this.type=zr.dropdown,this.valueAttribute="",this.repositionListbox=()=>{this.frameId&&cancelAnimationFrame(this.frameId),this.frameId=requestAnimationFrame(()=>{let e=this.getBoundingClientRect(),o=window.innerWidth-e.right,r=e.left;this.listbox.style.minWidth=`${e.width}px`,this.listbox.style.top=`${e.top}px`,r+e.width>window.innerWidth||Us(this)==="rtl"&&o-e.width>0?(this.listbox.style.right=`${o}px`,this.listbox.style.left="unset"):(this.listbox.style.left=`${r}px`,this.listbox.style.right="unset")})},this.elementInternals=this.attachInternals(),this._insertingControl=!1,this.searchTimeoutMs=500,this.searchString="",this.elementInternals.role="presentation"}filterOptions(e,o=this.enabledOptions){return this.listCollator||(this.listCollator=new Intl.Collator(Rn(this),{usage:"search",sensitivity:"base"})),o.filter(r=>this.listCollator.compare(r.text.substring(0,Math.min(r.text.length,e.length)),e)===0)}focus(e){this.disabled||this.control.focus(e)}focusoutHandler(e){let o=e.relatedTarget;return this.open&&!this.contains(o)&&this.listbox.togglePopover(),!0}formResetCallback(){this.enabledOptions.forEach((e,o)=>{if(this.multiple){e.selected=!!e.defaultSelected;return}if(!e.defaultSelected){e.selected=!1;return}this.selectOption(o)}),this.setValidity()}getEnabledIndexInBounds(e,o=this.enabledOptions.length||0){return o===0?-1:(e+o)%o}inputHandler(e){this.open||this.listbox.showPopover(),this.updateFreeformOption();let o=this.control.value,r=this.enabledOptions.indexOf(this.filterOptions(o)[0]??null);return this.activeIndex=r,!0}insertControl(){if(!this._insertingControl){if(this._insertingControl=!0,this.controlSlot?.assignedNodes().forEach(e=>this.removeChild(e)),this.type===zr.combobox){_s.render(this,this);return}Vs.render(this,this),this._insertingControl=!1}}handleSearchCharacter(e){let o=this.searchString===e.repeat(this.searchString.length);this.searchString+=e;let r=this.searchString.length>1?this.filterOptions(this.searchString):[],n=!1;if(!r.length&&o&&(r=this.filterOptions(e),n=!0),r.length){let a=this.enabledOptions[this.activeIndex],s=r.indexOf(a),u=n?r[this.getEnabledIndexInBounds(s+1,r.length)]:s>=0?a:r[0];this.activeIndex=this.enabledOptions.indexOf(u)}clearTimeout(this.searchTimeout),this.searchTimeout=setTimeout(()=>{this.searchString="",this.searchTimeout=void 0},this.searchTimeoutMs)}keydownHandler(e){let o=0;switch(e.key){case"ArrowUp":{e.preventDefault(),o=-1;break}case"ArrowDown":{e.preventDefault(),o=1;break}case" ":case"Enter":case"Tab":{if(e.key===" "){if(this.isCombobox)break;e.preventDefault()}if(this.open){if(this.selectOption(this.activeIndex,!0),this.multiple)break;return this.listbox.hidePopover(),e.key==="Tab"}this.listbox.showPopover();break}case"Escape":{this.activeIndex=this.multiple?0:this.selectedIndex,this.listbox.hidePopover();break}}if(!o)return!this.isCombobox&&e.key.length===1&&e.key!==" "&&!e.ctrlKey&&!e.metaKey&&!e.altKey&&(this.open||this.listbox.showPopover(),this.handleSearchCharacter(e.key)),!0;if(!this.open){this.listbox.showPopover();return}let r=this.activeIndex;r+=o;let n=this.getEnabledIndexInBounds(r);return n===0&&this.freeformOption?.hidden&&(n=this.getEnabledIndexInBounds(r+o)),this.activeIndex=n,!0}mousedownHandler(e){if(!(this.disabled||e.target===this.control&&!this.isCombobox))return!vt(e.target)}reportValidity(){return this.elementInternals.reportValidity()}selectOption(e=this.selectedIndex,o=!1){this.listbox.selectOption(e),this.control&&(this.control.value=this.displayValue),this.setValidity(),this.updateFreeformOption(),o&&this.$emit("change")}setValidity(e,o,r){if(!this.elementInternals)return;if(this.disabled||!this.required){this.elementInternals.setValidity({});return}let n=this.required&&this.listbox.selectedOptions.length===0;this.elementInternals.setValidity({valueMissing:n,...e},o??this.validationMessage,r??this.control)}slotchangeHandler(e){let o=e.target;Rt(this,()=>{let r=o.assignedElements().find(n=>Mn(n));r&&(this.listbox=r)})}updateFreeformOption(e=this.control.value){if(this.freeformOption){if(e===""||this.filterOptions(e,this.enabledOptions.filter(o=>!o.freeform)).length){this.freeformOption.value="",this.freeformOption.selected=!1,this.freeformOption.hidden=!0;return}this.freeformOption.value=e,this.freeformOption.hidden=!1}}connectedCallback(){super.connectedCallback(),I.enqueue(()=>{this.insertControl()}),tt(this)}disconnectedCallback(){t.AnchorPositionFallbackObserver?.disconnect(),this.debounceController?.abort(),this.searchTimeout&&(clearTimeout(this.searchTimeout),this.searchTimeout=void 0,this.searchString=""),super.disconnectedCallback()}anchorPositionFallback(e){if(t.AnchorPositionFallbackObserver||(t.AnchorPositionFallbackObserver=new IntersectionObserver(o=>{o.forEach(({boundingClientRect:r,isIntersecting:n,target:a})=>{if(Mn(a)){if(r.bottom>window.innerHeight){D(a.elementInternals,"flip-block",!0);return}r.top<0&&D(a.elementInternals,"flip-block",!1)}})},{threshold:1})),e){this.debounceController=new AbortController,t.AnchorPositionFallbackObserver.observe(this.listbox),window.addEventListener("scroll",this.repositionListbox,{passive:!0,capture:!0,signal:this.debounceController.signal}),window.addEventListener("resize",this.repositionListbox,{passive:!0,signal:this.debounceController.signal}),this.repositionListbox();return}t.AnchorPositionFallbackObserver.unobserve(this.listbox),this.debounceController?.abort(),this.frameId&&(cancelAnimationFrame(this.frameId),this.frameId=void 0)}};i([Ke],_.prototype,"activeDescendant",null);i([x],_.prototype,"activeIndex",void 0);i([c({attribute:"aria-labelledby",mode:"fromView"})],_.prototype,"ariaLabelledBy",void 0);i([x],_.prototype,"control",void 0);i([c({mode:"boolean"})],_.prototype,"disabled",void 0);i([Ke],_.prototype,"displayValue",null);i([c({attribute:"id"})],_.prototype,"id",void 0);i([x],_.prototype,"indicator",void 0);i([x],_.prototype,"indicatorSlot",void 0);i([c({attribute:"value",mode:"fromView"})],_.prototype,"initialValue",void 0);i([x],_.prototype,"listbox",void 0);i([c({mode:"boolean"})],_.prototype,"multiple",void 0);i([c],_.prototype,"name",void 0);i([x],_.prototype,"open",void 0);i([c],_.prototype,"placeholder",void 0);i([c({mode:"boolean"})],_.prototype,"required",void 0);i([c],_.prototype,"type",void 0);i([c({attribute:"value"})],_.prototype,"valueAttribute",void 0);var io=class extends _{constructor(){super(...arguments),this.appearance=zs.outline}};i([c],io.prototype,"appearance",void 0);i([c],io.prototype,"size",void 0);io.define(Gs);var Ys=`${g.prefix}-link`;var Js=f`
  ${F("inline")}

  :host {
    position: relative;
    box-sizing: border-box;
    background-color: transparent;
    color: ${Qa};
    cursor: pointer;
    font-family: ${$};
    font-size: ${te};
    font-weight: ${ae};
    overflow: inherit;
    text-align: start;
    text-decoration: none;
    text-decoration-thickness: ${T};
    text-overflow: inherit;
    user-select: text;
  }

  :host(:hover) {
    outline: none;
    text-decoration-line: underline;
  }

  @media (hover: hover) {
    :host(:hover) {
      color: ${Za};
    }

    :host(:active) {
      color: ${ei};
    }

    :host([appearance='subtle']:hover) {
      color: ${oi};
    }

    :host([appearance='subtle']:active) {
      color: ${ri};
    }
  }

  :host([appearance='subtle']) {
    color: ${ti};
  }

  :host-context(:is(h1, h2, h3, h4, h5, h6, p, fluent-text)),
  :host([inline]) {
    font: inherit;
    text-decoration: underline;
  }

  :host(:focus-visible),
  :host-context(:is(h1, h2, h3, h4, h5, h6, p, fluent-text)):focus-visible,
  :host([inline]:focus-visible) {
    outline-style: none;
    text-decoration-line: underline;
    text-decoration-style: double;
    text-decoration-color: ${Z};
  }

  :host(:not([href])) {
    color: inherit;
    text-decoration: none;
  }

  ::slotted(a) {
    position: absolute;
    inset: 0;
  }

  @media (forced-colors: active) {
    :host {
      color: LinkText;
    }
  }
`;function Wd(){return v`
    <template
      tabindex="0"
      @click="${(t,e)=>t.clickHandler(e.event)}"
      @keydown="${(t,e)=>t.keydownHandler(e.event)}"
    >
      <slot></slot>
    </template>
  `}var Qs=Wd();var Zs={name:Ys,registry:g.registry,styles:Js,template:Qs};var so=class extends Se{constructor(){super(...arguments),this.inline=!1}};i([c],so.prototype,"appearance",void 0);i([c({mode:"boolean"})],so.prototype,"inline",void 0);so.define(Zs);var el=f`
  ${F("inline-flex")}

  :host {
    background-color: ${C};
    border-radius: ${H};
    border: ${T} solid ${E};
    box-shadow: ${Wi};
    box-sizing: border-box;
    flex-direction: column;
    margin: 0;
    min-inline-size: 160px;
    padding: ${He};
    row-gap: ${Y};
    width: auto;
  }

  :host([popover]) {
    inset: unset;
    overflow: auto;
  }

  @supports (anchor-name: --anchor) {
    :host([popover]) {
      position: fixed;
      max-block-size: var(--listbox-max-height, calc(50vh - anchor-size(self-block)));
      min-inline-size: anchor-size(inline);
      inset-block-start: anchor(outside);
      inset-inline-start: anchor(inside);
      position-try-fallbacks: flip-block, flip-inline, flip-inline flip-block;
    }
  }

  @supports not (anchor-name: --anchor) {
    :host([popover]) {
      margin-block-start: var(--margin-offset, 0);
      max-block-size: var(--listbox-max-height, 50vh);
      position: absolute;
    }

    :host([popover]${Ss}) {
      margin-block-start: revert;
      translate: 0 -100%;
    }
  }
`;function Gd(){return v`
    <template
      @beforetoggle="${(t,e)=>t.beforetoggleHandler(e.event)}"
      @click="${(t,e)=>t.clickHandler(e.event)}"
    >
      <slot ${U("defaultSlot")} @slotchange="${(t,e)=>t.slotchangeHandler(e.event)}"></slot>
    </template>
  `}var tl=Gd();var ol={name:js,registry:g.registry,styles:el,template:tl};var kt=class extends P{defaultSlotChanged(){this.slotchangeHandler()}multipleChanged(e,o){this.elementInternals.ariaMultiSelectable=o?"true":"false",D(this.elementInternals,"multiple",o),I.enqueue(()=>{this.options.forEach(r=>{r.multiple=!!o})})}optionsChanged(e,o){o?.forEach((r,n)=>{r.elementInternals.ariaPosInSet=`${n+1}`,r.elementInternals.ariaSetSize=`${o.length}`})}beforetoggleHandler(e){if(!this.dropdown)return!0;if(this.dropdown.disabled){this.dropdown.open=!1;return}return this.dropdown.open=e.newState==="open",!0}get enabledOptions(){return this.options?.filter(e=>!e.disabled)??Array.from(this.querySelectorAll("*")).filter(e=>vt(e)&&!e.disabled)??[]}get selectedOptions(){return this.options?.filter(e=>e.selected)??[]}clickHandler(e){if(this.dropdown)return!0;let o=e.target;return vt(o)&&this.selectOption(this.enabledOptions.indexOf(o)),!0}constructor(){super(),this.elementInternals=this.attachInternals(),this.elementInternals.role="listbox"}connectedCallback(){super.connectedCallback(),Rt(this,()=>{this.id=this.id||Pe("listbox-")},{shallow:!0})}handleChange(e,o){if(o==="multiple"){this.multiple=e.multiple;return}}selectOption(e=this.selectedIndex){let o=this.selectedIndex;if(!this.multiple)this.enabledOptions.forEach((r,n)=>{let a=n===e;r.selected=a,a&&(o=n)});else{let r=this.enabledOptions[e];r&&(r.selected=!r.selected),o=e}this.selectedIndex=o}slotchangeHandler(e){Rt(this,()=>{if(this.defaultSlot){let o=this.defaultSlot.assignedElements().filter(r=>vt(r));this.options=o}})}};i([x],kt.prototype,"defaultSlot",void 0);i([x],kt.prototype,"multiple",void 0);i([x],kt.prototype,"options",void 0);i([x],kt.prototype,"selectedIndex",void 0);i([x],kt.prototype,"dropdown",void 0);kt.define(ol);var rl=`${g.prefix}-message-bar`;var nl=f`
  :host {
    display: grid;
    box-sizing: border-box;
    font-family: ${$};
    font-size: ${xe};
    line-height: ${ie};
    width: 100%;
    background: ${Lt};
    color: ${W};
    border: 1px solid ${pt};
    padding-inline: ${Ne};
    border-radius: ${H};
    min-height: 36px;
    align-items: center;
    grid-template: 'icon body actions dismiss' / auto 1fr auto auto;
    contain: layout style paint;
  }

  :host([shape='square']) {
    border-radius: 0;
  }

  :host([intent='success']) {
    background-color: ${Br};
    border-color: ${Bi};
  }

  :host([intent='warning']) {
    background-color: ${Nr};
    border-color: ${wr};
  }

  :host([intent='error']) {
    background-color: ${xr};
    border-color: ${Sr};
  }

  :host([layout='multiline']) {
    grid-template-areas:
      'icon body dismiss'
      'actions actions actions';
    grid-template-columns: auto 1fr auto;
    grid-template-rows: auto auto 1fr;
    padding-block: ${Zt};
    padding-inline: ${Ne};
  }

  .content {
    grid-area: body;
    padding-block: ${Zt};
    padding-inline: 0;
  }

  :host([layout='multiline']) .content {
    padding: 0;
  }

  ::slotted([slot='icon']) {
    display: flex;
    grid-area: icon;
    flex-direction: column;
    align-items: center;
    color: ${W};
    margin-inline-end: ${De};
  }

  :host([layout='multiline']) ::slotted([slot='icon']) {
    align-items: start;
    height: 100%;
  }

  ::slotted([slot='dismiss']) {
    grid-area: dismiss;
  }

  .actions {
    grid-area: actions;
    display: flex;
    justify-self: end;
    margin-inline-end: ${De};
    gap: ${De};
  }

  :host([layout='multiline']) .actions {
    margin-block-start: ${Zt};
    margin-inline-end: 0;
  }

  :host([layout='multiline']) ::slotted([slot='dismiss']) {
    align-items: start;
    height: 100%;
  }

  ::slotted(*) {
    font-size: inherit;
  }
`;function jd(){return v`
    <slot name="icon"></slot>
    <div class="content">
      <slot></slot>
    </div>
    <div class="actions">
      <slot name="actions"></slot>
    </div>
    <slot name="dismiss"></slot>
  `}var al=jd();var il={name:rl,registry:g.registry,styles:nl,template:al};var Et=class extends P{constructor(){super(),this.elementInternals=this.attachInternals(),this.dismissMessageBar=()=>{this.$emit("dismiss",{})},this.elementInternals.role="status"}};i([c],Et.prototype,"shape",void 0);i([c],Et.prototype,"layout",void 0);i([c],Et.prototype,"intent",void 0);Et.define(il);var sl=f`
  ${F("inline-grid")}

  :host {
    -webkit-tap-highlight-color: transparent;
    ${Mr}
    align-items: center;
    background-color: ${C};
    border-radius: ${H};
    box-sizing: border-box;
    color: ${Ee};
    column-gap: ${He};
    cursor: pointer;
    grid-template-areas: 'indicator start content';
    grid-template-columns: auto auto 1fr;
    min-height: 32px;
    padding: ${ye};
    text-align: start;
  }

  .content {
    grid-area: content;
    line-height: 1;
  }

  ::slotted([slot='start']) {
    grid-area: start;
  }

  :host(:hover) {
    background-color: ${ur};
    color: ${lr};
  }

  :host(:active) {
    background-color: ${pr};
    color: ${cr};
  }

  :host(${y}) {
    background-color: ${C};
    color: ${z};
    cursor: default;
  }

  .checkmark-16-filled {
    fill: currentColor;
    width: 16px;
  }

  slot[name='checked-indicator'] > *,
  ::slotted([slot='checked-indicator']) {
    aspect-ratio: 1;
    flex: 0 0 auto;
    grid-area: indicator;
    visibility: hidden;
  }

  :host(${Or}) :is(slot[name='checked-indicator'] > *, ::slotted([slot='checked-indicator'])) {
    visibility: visible;
  }

  :host(${zt}) .checkmark-16-filled,
  :host(:not(${zt})) .checkmark-12-regular {
    display: none;
  }

  :host(${zt}) .checkmark-12-regular {
    background-color: ${C};
    border-radius: ${Ge};
    border: ${T} solid ${he};
    box-sizing: border-box;
    cursor: pointer;
    fill: transparent;
    position: relative;
    visibility: visible;
    width: 16px;
  }

  :host(${zt}${Or}) .checkmark-12-regular {
    background-color: ${_e};
    border-color: ${ke};
    fill: ${Te};
  }

  :host(${y}${zt}) .checkmark-12-regular {
    border-color: ${K};
  }

  :host(${y}${zt}${Or}) .checkmark-12-regular {
    background-color: ${Ae};
  }

  :host(${xs}) {
    border: ${re} solid ${Z};
  }

  @supports (selector(:host(:has(*)))) {
    :host(:has([slot='start']:not([size='16']))) {
      column-gap: ${ye};
    }
  }

  :host(${ys}) {
    column-gap: ${ye};
    grid-template-areas:
      'indicator start content'
      'indicator start description';
  }

  ::slotted([slot='description']) {
    color: ${W};
    grid-area: description;
    ${Rr}
  }

  @media (forced-colors: active) {
    :host(${y}) {
      color: GrayText;
    }
  }
`;var Xd=v.partial(`
  <svg aria-hidden="true" class="checkmark-16-filled" viewBox="0 0 16 16">
    <path
      d="M14.046 3.486a.75.75 0 0 1-.032 1.06l-7.93 7.474a.85.85 0 0 1-1.188-.022l-2.68-2.72a.75.75 0 1 1 1.068-1.053l2.234 2.267l7.468-7.038a.75.75 0 0 1 1.06.032"
    />
  </svg>
  <svg aria-hidden="true" class="checkmark-12-regular" viewBox="0 0 12 12">
    <path
      d="M9.854 3.146a.5.5 0 0 1 0 .708l-4.5 4.5a.5.5 0 0 1-.708 0l-2-2a.5.5 0 1 1 .708-.708L5 7.293l4.146-4.147a.5.5 0 0 1 .708 0"
    />
  </svg>
`);function qd(t={}){return v`
    <slot name="checked-indicator">${le(t.checkedIndicator)}</slot>
    ${Le(t)}
    <div class="content" part="content">
      <slot ${Fe({property:"freeformOutputs",filter:xn("output")})}></slot>
    </div>
    <div class="description" part="description">
      <slot name="description" ${Fe("descriptionSlot")}></slot>
    </div>
  `}var ll=qd({checkedIndicator:Xd});var cl={name:Xs,registry:g.registry,styles:sl,template:ll};var J=class extends P{activeChanged(e,o){D(this.elementInternals,"active",o)}currentSelectedChanged(e,o){this.selected=!!o}defaultSelectedChanged(e,o){this.selected=!!o}descriptionSlotChanged(e,o){D(this.elementInternals,"description",!!o?.length)}disabledChanged(e,o){this.elementInternals.ariaDisabled=this.disabled?"true":"false",D(this.elementInternals,"disabled",this.disabled),this.setFormValue(!this.disabled&&this.selected?this.value:null)}disabledAttributeChanged(e,o){this.disabled=!!o}initialValueChanged(e,o){this._value=o}multipleChanged(e,o){D(this.elementInternals,"multiple",o),this.selected=!1}get form(){return this.elementInternals.form}static{this.formAssociated=!0}get labels(){return Object.freeze(Array.from(this.elementInternals.labels))}get selected(){return b.track(this,"selected"),!!this.currentSelected}set selected(e){this.currentSelected=e,I.enqueue(()=>{this.elementInternals&&(this.setFormValue(e?this.value:null),this.elementInternals.ariaSelected=e?"true":"false",D(this.elementInternals,"selected",e))}),b.notify(this,"selected")}get text(){return this.freeform?this.value.replace(/\s+/g," ").trim():(this.textAttribute??this.textContent)?.replace(/\s+/g," ").trim()??""}get value(){return b.track(this,"value"),this._value??this.text}set value(e){this._value=e,this.$fastController.isConnected&&(this.setFormValue(this.selected?e:null),this.freeformOutputs?.forEach(o=>{o.value=e}),b.notify(this,"value"))}connectedCallback(){super.connectedCallback(),this.freeform&&(this.value="",this.hidden=!0,this.selected=!1)}constructor(){super(),this.active=!1,this.id=Pe("option-"),this.initialValue="",this.multiple=!1,this.elementInternals=this.attachInternals(),this._value=this.initialValue,this.elementInternals.role="option"}setFormValue(e,o){if(this.disabled){this.elementInternals.setFormValue(null);return}this.elementInternals.setFormValue(e,e??o)}toggleSelected(e=!this.selected){this.selected=e}};i([x],J.prototype,"active",void 0);i([c({attribute:"current-selected",mode:"boolean"})],J.prototype,"currentSelected",void 0);i([c({attribute:"selected",mode:"boolean"})],J.prototype,"defaultSelected",void 0);i([x],J.prototype,"descriptionSlot",void 0);i([x],J.prototype,"disabled",void 0);i([c({attribute:"disabled",mode:"boolean"})],J.prototype,"disabledAttribute",void 0);i([c({attribute:"form"})],J.prototype,"formAttribute",void 0);i([c({mode:"boolean"})],J.prototype,"freeform",void 0);i([c({attribute:"id"})],J.prototype,"id",void 0);i([c({attribute:"value",mode:"fromView"})],J.prototype,"initialValue",void 0);i([x],J.prototype,"multiple",void 0);i([c],J.prototype,"name",void 0);i([x],J.prototype,"start",void 0);i([c({attribute:"text",mode:"fromView"})],J.prototype,"textAttribute",void 0);J.define(cl);var dl={success:"success",warning:"warning",error:"error"},ul=`${g.prefix}-progress-bar`;var pl=f`
  ${F("block")}

  :host {
    width: 100%;
    height: 2px;
    overflow-x: hidden;
    background-color: ${hr};
    border-radius: ${H};
    contain: content;

    @supports (width: attr(value type(<number>))) {
      --max: attr(max type(<number>), 100);
      --min: attr(min type(<number>), 0);
      --value: attr(value type(<number>), 0);
      --indicator-width: clamp(0%, calc((var(--value) - var(--min)) / (var(--max) - var(--min)) * 100%), 100%);
    }
  }

  :host([thickness='large']) {
    height: 4px;
  }

  :host([shape='square']) {
    border-radius: ${Ft};
  }

  .indicator {
    background-color: ${_e};
    border-radius: inherit;
    height: 100%;
  }

  :host([value]) .indicator {
    transition: all 0.2s ease-in-out;

    @supports (width: attr(value type(<number>))) {
      width: var(--indicator-width);
    }
  }

  :host(:not([value])) .indicator {
    position: relative;
    width: 33%;
    background-image: linear-gradient(
      to right,
      ${hr} 0%,
      ${ne} 50%,
      ${hr} 100%
    );
    animation-name: indeterminate;
    animation-duration: 3s;
    animation-timing-function: linear;
    animation-iteration-count: infinite;
  }

  :host([validation-state='error']) .indicator {
    background-color: ${yr};
  }

  :host([validation-state='warning']) .indicator {
    background-color: ${Pr};
  }

  :host([validation-state='success']) .indicator {
    background-color: ${$r};
  }

  @layer animations {
    /* Disable animations for reduced motion */
    @media (prefers-reduced-motion: no-preference) {
      :host([value]) {
        transition: none;
      }
      :host(:not([value])) .indicator {
        animation-duration: 0.01ms;
        animation-iteration-count: 1;
      }
    }
  }

  @keyframes indeterminate {
    0% {
      inset-inline-start: -33%;
    }
    100% {
      inset-inline-start: 100%;
    }
  }

  @media (forced-colors: active) {
    :host {
      background-color: CanvasText;
    }
    .indicator,
    :host(:is([validation-state='success'], [validation-state='warning'], [validation-state='error'])) .indicator {
      background-color: Highlight;
    }
  }
`;function Ud(){return v` <div class="indicator" part="indicator" ${U("indicator")}></div> `}var hl=Ud();var gl={name:ul,registry:g.registry,styles:pl,template:hl};var xt=class extends P{indicatorChanged(){this.setIndicatorWidth()}validationStateChanged(e,o){Tt(this.elementInternals,e,o,dl)}valueChanged(e,o){this.elementInternals&&(this.elementInternals.ariaValueNow=typeof o=="number"?`${o}`:null),this.setIndicatorWidth()}minChanged(e,o){this.elementInternals&&(this.elementInternals.ariaValueMin=typeof o=="number"?`${o}`:null),this.setIndicatorWidth()}maxChanged(e,o){this.elementInternals&&(this.elementInternals.ariaValueMax=typeof o=="number"?`${o}`:null),this.setIndicatorWidth()}constructor(){super(),this.elementInternals=this.attachInternals(),this.validationState=null,this.elementInternals.role="progressbar"}setIndicatorWidth(){CSS.supports("width: attr(value type(<number>))")||I.enqueue(()=>{if(typeof this.value!="number"){this.indicator?.style.removeProperty("width");return}let e=this.min??0,o=this.max??100,r=this.value??0,n=o-e,a=n===0?0:Math.fround((r-e)/n*100);this.indicator?.style.setProperty("width",`${a}%`)})}};i([x],xt.prototype,"indicator",void 0);i([c({attribute:"validation-state"})],xt.prototype,"validationState",void 0);i([c({converter:it})],xt.prototype,"value",void 0);i([c({converter:it})],xt.prototype,"min",void 0);i([c({converter:it})],xt.prototype,"max",void 0);var lo=class extends xt{};i([c],lo.prototype,"thickness",void 0);i([c],lo.prototype,"shape",void 0);lo.define(gl);function fl(t){return e=>e?.nodeType!==Node.ELEMENT_NODE?!1:e.tagName.toLowerCase().endsWith(t)}function ml(t,e="-radio"){return fl(e)(t)}var bl=`${g.prefix}-radio`;var vl=f`
  ${F("inline-flex")}

  :host {
    --size: 16px;
    aspect-ratio: 1;
    background-color: ${C};
    border: ${T} solid ${he};
    border-radius: ${ee};
    box-sizing: border-box;
    position: relative;
    width: var(--size);
  }

  :host([size='large']) {
    --size: 20px;
  }

  .checked-indicator {
    aspect-ratio: 1;
    border-radius: ${ee};
    color: ${Te};
    inset: 0;
    margin: auto;
    position: absolute;
    width: calc(var(--size) * 0.625);
  }

  :host(:not([slot='input']))::after {
    content: '' / '';
    position: absolute;
    display: block;
    inset: -8px;
    box-sizing: border-box;
    outline: none;
    border: ${re} solid ${E};
    border-radius: ${H};
  }

  :host(:not([slot='input']):focus-visible)::after {
    border-color: ${Z};
  }

  :host(:hover) {
    border-color: ${Ve};
  }

  :host(${S}) {
    border-color: ${ke};
  }

  :host(${S}) .checked-indicator {
    background-color: ${_e};
  }

  :host(${S}:hover) .checked-indicator {
    background-color: ${dt};
  }

  :host(:active) {
    border-color: ${We};
  }

  :host(${S}:active) .checked-indicator {
    background-color: ${ut};
  }

  :host(:focus-visible) {
    outline: none;
  }

  :host(${bt}) {
    background-color: ${Ae};
    border-color: ${K};
  }

  :host(${S}${bt}) .checked-indicator {
    background-color: ${K};
  }

  @media (forced-colors: active) {
    :host {
      border-color: FieldText;
    }

    :host(:not([slot='input']:focus-visible))::after {
      border-color: Canvas;
    }

    :host(:not(${bt}):hover),
    :host(:not([slot='input']):focus-visible)::after {
      border-color: Highlight;
    }

    .checked-indicator {
      color: HighlightText;
    }

    :host(${S}) .checked-indicator {
      background-color: FieldText;
    }

    :host(${S}:not(${bt}):hover) .checked-indicator {
      background-color: Highlight;
    }

    :host(${bt}) {
      border-color: GrayText;
      color: GrayText;
    }

    :host(${bt}${S}) .checked-indicator {
      background-color: GrayText;
    }
  }
`;var Kd=v.partial(`
    <span part="checked-indicator" class="checked-indicator" role="presentation"></span>
`);function Yd(t={}){return v`
    <template
      @click="${(e,o)=>e.clickHandler(o.event)}"
      @keydown="${(e,o)=>e.keydownHandler(o.event)}"
      @keyup="${(e,o)=>e.keyupHandler(o.event)}"
    >
      <slot name="checked-indicator">${le(t.checkedIndicator)}</slot>
    </template>
  `}var kl=Yd({checkedIndicator:Kd});var xl={name:bl,registry:g.registry,styles:vl,template:kl};var Er=class extends ge{constructor(){super(),this.elementInternals.role="radio"}disabledChanged(e,o){super.disabledChanged(e,o),this.$emit("disabled",o,{bubbles:!0})}requiredChanged(){}setFormValue(){}setValidity(){this.elementInternals.setValidity({})}toggleChecked(e=!0){super.toggleChecked(e)}};Er.define(xl);var _r={horizontal:"horizontal",vertical:"vertical"};var En=_r,yl=`${g.prefix}-radio-group`;var Sl=f`
  ${F("flex")}

  :host {
    -webkit-tap-highlight-color: transparent;
    cursor: pointer;
    gap: ${eo};
  }

  :host([orientation='vertical']) {
    flex-direction: column;
    justify-content: flex-start;
  }

  :host([orientation='horizontal']) {
    flex-direction: row;
  }

  ::slotted(*) {
    color: ${W};
  }

  ::slotted(:hover) {
    color: ${Ee};
  }

  ::slotted(:active) {
    color: ${L};
  }

  ::slotted(${bt}) {
    color: ${z};
  }

  ::slotted(${S}) {
    color: ${L};
  }

  :host([slot='input']) {
    margin: ${se} ${De};
  }
`;function Jd(){return v`
    <template
      focusgroup="radiogroup wrap"
      @disabled="${(t,e)=>t.disabledRadioHandler(e.event)}"
      @change="${(t,e)=>t.changeHandler(e.event)}"
      @click="${(t,e)=>t.clickHandler(e.event)}"
      @focusin="${(t,e)=>t.focusinHandler(e.event)}"
      @keydown="${(t,e)=>t.keydownHandler(e.event)}"
    >
      <slot ${Fe("slottedRadios")}></slot>
    </template>
  `}var Bl=Jd();var $l={name:yl,registry:g.registry,styles:Sl,template:Bl};var co={INFERRED_ROLE:"data-fg-ir",ITEM:"data-fg-item",AUTHOR_TABINDEX:"data-fg-ati",SEGMENT:"data-fg-seg",SEGMENT_START:"data-fg-segs"},yt={TOOLBAR:"toolbar",TABLIST:"tablist",RADIOGROUP:"radiogroup",LISTBOX:"listbox",MENU:"menu",MENUBAR:"menubar",NONE:"none"},ex=[yt.TOOLBAR,yt.TABLIST,yt.RADIOGROUP,yt.LISTBOX,yt.MENU,yt.MENUBAR,yt.NONE];function Vr(t,e){return t.contains(e)}function Nl(){return"focusgroup"in(globalThis?.HTMLElement?.prototype??{})||"focusGroup"in(globalThis?.HTMLElement?.prototype??{})}function Pl(t,e,o){let r="forward",n="backward",a="block",s="inline";if(Qd(t.composedPath()[0]))return t.key==="Tab"?t.shiftKey?n:r:null;if(t.shiftKey||t.ctrlKey||t.metaKey)return null;let{writingMode:u,direction:h}=window.getComputedStyle(e),p=!u.startsWith("horizontal-"),d=h==="rtl",m=p?a:s,B=p?s:a,M=p?u.endsWith("-rl")!==d:d,X=p&&d,ue={ArrowUp:{axis:B,dir:X?r:n},ArrowDown:{axis:B,dir:X?n:r},ArrowLeft:{axis:m,dir:M?r:n},ArrowRight:{axis:m,dir:M?n:r},Home:{dir:"start"},End:{dir:"end"}}[t.key];return!ue||o&&ue.axis&&ue.axis!==o?null:ue.dir}function Qd(t){return t?.nodeType===Node.ELEMENT_NODE&&(["INPUT","TEXTAREA","SELECT"].includes(t.nodeName)&&!["checkbox","radio"].includes(t.getAttribute("type"))||t.isContentEditable||["AUDIO","VIDEO"].includes(t.nodeName)&&t.hasAttribute("controls")||["IFRAME","OBJECT"].includes(t.nodeName))}globalThis.__FOCUSGROUP_POLYFILL__??={o:new Set,b:!1};var wl=globalThis.__FOCUSGROUP_POLYFILL__;var Zd=wl.o;function Wr(){for(let t of Zd)t.takeRecords()}var Do=class{#t;#e;#n=null;#p=void 0;#c=!1;#s=!0;#r;#o=null;#a=!1;#l=null;#h=new AbortController;#d;#u;constructor(t,e,o={}){if(Nl()||!t)return;this.#t=t,this.#e=e,this.#d=o.decorateOwner,this.#u=o.decorateItem,this.#g(o.definition),this.#d?.(this.#t,this.#n),this.#f();let r={signal:this.#h.signal};this.#t.addEventListener("keydown",this.#k.bind(this),r),this.#t.addEventListener("focusin",this.#x.bind(this),r),this.#t.addEventListener("focusout",this.#y.bind(this),r)}disconnect(){this.#i(),this.#h.abort(),this.#e?.disconnect?.(),this.#t=null}update(t={}){if(this.#t){if(t.definition!==void 0&&(this.#g(t.definition),this.#d?.(this.#t,this.#n)),t.authorTabindexChanges)for(let e of t.authorTabindexChanges)e.setAttribute(co.AUTHOR_TABINDEX,e.getAttribute("tabindex")??"none");this.#m(),this.#f()}}#g(t){this.#n=t?.behavior??null,this.#c=t?.wrap??!1,this.#p=t?.axis,this.#s=t?.memory??!0,this.#s||(this.#o=null)}#f(){if(!this.#n||this.#n===yt.NONE){this.#m();return}this.#e.decorate?.();for(let{element:e,segmentBoundary:o}of this.#e.items())this.#u?.(e,this.#n),e.setAttribute(co.AUTHOR_TABINDEX,e.getAttribute("tabindex")??"none"),e.tabIndex=o?0:-1;(!this.#o?.isConnected||!(this.#e.isItem?.(this.#o)??this.#e.contains(this.#o)))&&(this.#o=null);let t=this.#o??this.#e.start??this.#e.first?.()??null;t&&(t.tabIndex=0,this.#r=t,this.#i(),this.#b(t)),this.#e.flush?.()}#m(){this.#i();let t=!1;for(let{element:e}of this.#e.items()){t=!0,this.#u?.(e,null);let o=e.getAttribute(co.AUTHOR_TABINDEX);o&&(o==="none"?e.removeAttribute("tabindex"):e.setAttribute("tabindex",o),e.removeAttribute(co.AUTHOR_TABINDEX))}this.#e.undecorate?.(),t&&this.#e.flush?.()}#k(t){let e=t.composedPath()[0];if(t.defaultPrevented||e===this.#t||!this.#e.contains(e))return;let o;switch(Pl(t,e,this.#p)){case"start":o=this.#e.first();break;case"end":o=this.#e.last();break;case"forward":o=this.#e.next(e),!o&&this.#c&&(o=this.#e.first());break;case"backward":o=this.#e.previous(e),!o&&this.#c&&(o=this.#e.last());break}o&&o!==e&&(this.#v(e,o,!0),this.#o=o,t.preventDefault())}#x(t){let e=t.composedPath()[0];if(e===this.#t&&this.#a&&(!t.relatedTarget||!Vr(this.#t,t.relatedTarget))){let r=this.#o||this.#r;this.#i(),r&&r.focus(),t.stopPropagation();return}if(!this.#e.contains(e))return;this.#a&&this.#i();let o=this.#o;if(this.#o=e,o!==e&&e.tabIndex<0){let r=o??this.#r;r&&this.#v(r,e)}}#y(t){if(!t.relatedTarget||!Vr(this.#t,t.relatedTarget)){let r=this.#s?this.#o||this.#r:this.#r;r&&this.#b(r)}if(t.relatedTarget&&Vr(this.#t,t.relatedTarget)||this.#s||!this.#r)return;let e=this.#o;this.#o=null;let o=this.#e.start??this.#e.first?.()??null;if(e!==this.#r||o!==this.#r){for(let{element:r,segmentBoundary:n}of this.#e.items())r.tabIndex=n?0:-1;o&&(o.tabIndex=0,this.#r=o),this.#e.flush?.()}}#b(t){let e=(t.assignedSlot??t).getRootNode(),o=e instanceof ShadowRoot&&e.host.hasAttribute(co.AUTHOR_TABINDEX);this.#a||!o||(this.#l=this.#t.getAttribute("tabindex"),this.#t.tabIndex=0,this.#a=!0,Wr())}#i(){this.#a&&(this.#l!==null?this.#t.setAttribute("tabindex",this.#l):this.#t.removeAttribute("tabindex"),this.#a=!1,this.#l=null,this.#e.flush?.(),Wr())}#v(t,e,o=!1){e.tabIndex=0,o&&e.focus(),t.tabIndex=this.#e.sameSegment?.(t,e)??!0?-1:0,this.#i(),Wr()}};var uo=class{constructor(e,o){this.getItems=e,this.getStart=o}get start(){return this.getStart?.()??null}first(){return this.getItems()[0]??null}last(){let e=this.getItems();return e[e.length-1]??null}next(e){let o=this.getItems(),r=o.indexOf(e);return r===-1?null:o[r+1]??null}previous(e){let o=this.getItems(),r=o.indexOf(e);return r<=0?null:o[r-1]??null}*items(){for(let e of this.getItems())yield{element:e}}contains(e){return this.getItems().includes(e)}};var ze=class extends P{checkedIndexChanged(e,o){this.enabledRadios&&this.checkRadio(o)}disabledChanged(e,o){this.radios&&(this.checkedIndex=-1,this.radios?.forEach(r=>{r.disabled=!!r.disabledAttribute||!!this.disabled}))}initialValueChanged(e,o){this.value=o??""}nameChanged(e,o){this.isConnected&&o&&this.radios?.forEach(r=>{r.name=this.name})}orientationChanged(e,o){this.elementInternals.ariaOrientation=this.orientation??En.horizontal}radiosChanged(e,o){let r=o?.length;if(!r)return;!this.name&&o.every(s=>s.name===o[0].name)&&(this.name=o[0].name);let n=this.enabledRadios.findLastIndex(s=>s.initialChecked);o.forEach((s,u)=>{s.ariaPosInSet=`${u+1}`,s.ariaSetSize=`${r}`,this.initialValue&&!this.dirtyState?s.checked=s.value===this.initialValue:s.checked=u===n,s.name=this.name??s.name,s.disabled=!!this.disabled||!!s.disabledAttribute,s.toggleAttribute("focusgroupstart",s.checked&&!s.disabled)}),!this.dirtyState&&this.initialValue&&(this.value=this.initialValue),(!this.value||this.value&&typeof this.checkedIndex!="number"&&n>=0)&&(this.checkedIndex=n);let a=o.map(s=>s.id).join(" ").trim();a&&this.setAttribute("aria-owns",a)}requiredChanged(e,o){this.elementInternals.ariaRequired=o?"true":null,this.setValidity()}slottedRadiosChanged(e,o){I.enqueue(()=>{this.radios=[...this.querySelectorAll("*")].filter(r=>ml(r))})}get enabledRadios(){return this.disabled?[]:this.radios?.filter(e=>!e.disabled)??[]}static{this.formAssociated=!0}get validationMessage(){if(this.elementInternals.validationMessage)return this.elementInternals.validationMessage;if(this.enabledRadios?.[0]?.validationMessage)return this.enabledRadios[0].validationMessage;if(!this._validationFallbackMessage){let e=document.createElement("input");e.type="radio",e.required=!0,e.checked=!1,this._validationFallbackMessage=e.validationMessage}return this._validationFallbackMessage}get validity(){return this.elementInternals.validity}get value(){return b.notify(this,"value"),this.enabledRadios.find(e=>e.checked)?.value??null}set value(e){let o=this.enabledRadios.findIndex(r=>r.value===e);this.checkedIndex=o,this.$fastController.isConnected&&(this.setFormValue(e),this.setValidity()),b.track(this,"value")}changeHandler(e){if(this===e.target)return!0;this.dirtyState=!0;let o=this.enabledRadios.indexOf(e.target);return this.checkRadio(o),this.radios?.filter(r=>r.disabled)?.forEach(r=>{r.checked=!1}),!0}checkRadio(e=this.checkedIndex,o=!1){let r=this.checkedIndex;this.enabledRadios.forEach((n,a)=>{let s=a===e;n.checked=s,s&&(r=a,o&&n.$emit("change"))}),this.checkedIndex=r,this.setFormValue(this.value),this.setValidity()}checkValidity(){return this.elementInternals.checkValidity()}clickHandler(e){return this===e.target&&this.enabledRadios[Math.max(0,this.checkedIndex)]?.focus(),!0}constructor(){super(),this.isNavigating=!1,this.dirtyState=!1,this.elementInternals=this.attachInternals(),this.elementInternals.role="radiogroup",this.elementInternals.ariaOrientation=this.orientation??En.horizontal}focus(){this.enabledRadios[Math.max(0,this.checkedIndex)]?.focus()}formResetCallback(){this.dirtyState=!1,this.checkedIndex=-1,this.setFormValue(this.value),this.setValidity()}focusinHandler(e){if(!this.disabled&&(this.isNavigating||this.value)){this.radios?.forEach(r=>{r.disabled&&r.checked&&(r.checked=!1)});let o=this.enabledRadios.indexOf(e.target);o>-1&&this.checkRadio(o,!0),this.isNavigating=!1}return!0}keydownHandler(e){switch(e.key){case"ArrowUp":case"ArrowDown":case"ArrowLeft":case"ArrowRight":case"Home":case"End":this.isNavigating=!0;break;case" ":this.checkRadio();break}return!0}disabledRadioHandler(e){e.detail===!0&&e.target.checked&&(this.checkedIndex=-1)}reportValidity(){return this.elementInternals.reportValidity()}setFormValue(e,o){this.elementInternals.setFormValue(e,e??o)}setValidity(e,o,r){if(this.$fastController.isConnected){if(!(this.required&&!this.value&&!this.disabled)){this.enabledRadios?.forEach(u=>{u.elementInternals.setValidity({})});return}let a={valueMissing:!0,...e},s=o??this.validationMessage;this.enabledRadios?.forEach((u,h)=>{h===0?u.elementInternals.setValidity(a,s,u):u.elementInternals.setValidity({})})}}};i([x],ze.prototype,"checkedIndex",void 0);i([c({attribute:"disabled",mode:"boolean"})],ze.prototype,"disabled",void 0);i([c({attribute:"value",mode:"fromView"})],ze.prototype,"initialValue",void 0);i([c],ze.prototype,"name",void 0);i([c],ze.prototype,"orientation",void 0);i([x],ze.prototype,"radios",void 0);i([c({mode:"boolean"})],ze.prototype,"required",void 0);i([x],ze.prototype,"slottedRadios",void 0);var Gr=class extends ze{disconnectedCallback(){this.fg?.disconnect(),super.disconnectedCallback()}radiosChanged(e,o){super.radiosChanged(e,o),this.fgItems??=new uo(()=>this.enabledRadios?.filter(r=>!r.hidden)??[],()=>this.enabledRadios?.find(r=>r.checked)??null),this.fg?this.fg.update():this.fg=new Do(this,this.fgItems,{definition:{behavior:"radiogroup",axis:void 0,wrap:!0}})}};Gr.define($l);var Fl=`${g.prefix}-spinner`;var Tl=f`
  ${F("inline-flex")}

  :host {
    --duration: 1.5s;
    --indicatorSize: ${Ce};
    --size: 32px;
    height: var(--size);
    width: var(--size);
    contain: strict;
    content-visibility: auto;
  }

  :host([size='tiny']) {
    --indicatorSize: ${re};
    --size: 20px;
  }
  :host([size='extra-small']) {
    --indicatorSize: ${re};
    --size: 24px;
  }
  :host([size='small']) {
    --indicatorSize: ${re};
    --size: 28px;
  }
  :host([size='large']) {
    --indicatorSize: ${Ce};
    --size: 36px;
  }
  :host([size='extra-large']) {
    --indicatorSize: ${Ce};
    --size: 40px;
  }
  :host([size='huge']) {
    --indicatorSize: ${ji};
    --size: 44px;
  }

  .progress,
  .background,
  .spinner,
  .start,
  .end,
  .indicator {
    position: absolute;
    inset: 0;
  }

  .progress,
  .spinner,
  .indicator {
    animation: none var(--duration) infinite ${ao};
  }

  .progress {
    animation-timing-function: linear;
    animation-name: spin-linear;
  }

  .background {
    border: var(--indicatorSize) solid ${br};
    border-radius: 50%;
  }

  :host([appearance='inverted']) .background {
    border-color: rgba(255, 255, 255, 0.2);
  }

  .spinner {
    animation-name: spin-swing;
  }

  .start {
    overflow: hidden;
    right: 50%;
  }

  .end {
    overflow: hidden;
    left: 50%;
  }

  .indicator {
    color: ${ki};
    box-sizing: border-box;
    border-radius: 50%;
    border: var(--indicatorSize) solid transparent;
    border-block-start-color: currentcolor;
    border-right-color: currentcolor;
  }

  :host([appearance='inverted']) .indicator {
    color: ${vi};
  }

  .start .indicator {
    rotate: 135deg; /* Starts 9 o'clock */
    inset: 0 -100% 0 0;
    animation-name: spin-start;
  }

  .end .indicator {
    rotate: 135deg; /* Ends at 3 o'clock */
    inset: 0 0 0 -100%;
    animation-name: spin-end;
  }

  @keyframes spin-linear {
    100% {
      transform: rotate(360deg);
    }
  }

  @keyframes spin-swing {
    0% {
      transform: rotate(-135deg);
    }
    50% {
      transform: rotate(0deg);
    }
    100% {
      transform: rotate(225deg);
    }
  }

  @keyframes spin-start {
    0%,
    100% {
      transform: rotate(0deg);
    }
    50% {
      transform: rotate(-80deg);
    }
  }

  @keyframes spin-end {
    0%,
    100% {
      transform: rotate(0deg);
    }
    50% {
      transform: rotate(70deg);
    }
  }

  @media (forced-colors: active) {
    .background {
      display: none;
    }
    .indicator {
      border-color: Canvas;
      border-block-start-color: Highlight;
      border-right-color: Highlight;
    }
  }
`;var Al=v`
  <slot name="indicator">
    <div class="background"></div>
    <div class="progress">
      <div class="spinner">
        <div class="start">
          <div class="indicator"></div>
        </div>
        <div class="end">
          <div class="indicator"></div>
        </div>
      </div>
    </div>
  </slot>
`;var Il={name:Fl,registry:g.registry,styles:Tl,template:Al};var jr=class extends P{constructor(){super(),this.elementInternals=this.attachInternals(),this.elementInternals.role="progressbar"}};var po=class extends jr{};i([c],po.prototype,"size",void 0);i([c],po.prototype,"appearance",void 0);po.define(Il);var Cl=`${g.prefix}-switch`;var Hl=f`
  ${F("inline-flex")}

  :host {
    box-sizing: border-box;
    align-items: center;
    flex-direction: row;
    outline: none;
    user-select: none;
    contain: content;
    padding: 0 ${Y};
    width: 40px;
    height: 20px;
    background-color: ${ne};
    border: 1px solid ${he};
    border-radius: ${ee};
  }

  :host(:enabled) {
    cursor: pointer;
  }

  :host(:hover) {
    background: none;
    border-color: ${Ve};
  }
  :host(:active) {
    border-color: ${We};
  }
  :host(${y}),
  :host([readonly]) {
    border: 1px solid ${K};
    background-color: none;
    pointer: default;
  }
  :host(${S}) {
    background: ${_e};
    border-color: ${_e};
  }
  :host(${S}:hover) {
    background: ${dt};
    border-color: ${dt};
  }
  :host(${S}:active) {
    background: ${ut};
    border-color: ${ut};
  }
  :host(${S}${y}) {
    background: ${Ae};
    border-color: ${K};
  }
  .checked-indicator {
    height: 14px;
    width: 14px;
    border-radius: 50%;
    margin-inline-start: 0;
    background-color: ${W};
    transition-duration: ${oo};
    transition-timing-function: ${ao};
    transition-property: margin-inline-start;
  }
  :host(${S}) .checked-indicator {
    background-color: ${Te};
    margin-inline-start: calc(100% - 14px);
  }
  :host(${S}:hover) .checked-indicator {
    background: ${ai};
  }
  :host(${S}:active) .checked-indicator {
    background: ${ii};
  }
  :host(:hover) .checked-indicator {
    background-color: ${Ya};
  }
  :host(:active) .checked-indicator {
    background-color: ${Ja};
  }
  :host(${y}) .checked-indicator,
  :host([readonly]) .checked-indicator {
    background: ${z};
  }
  :host(${S}${y}) .checked-indicator {
    background: ${z};
  }

  :host(:focus-visible) {
    outline: none;
  }

  :host(:not([slot='input']):focus-visible) {
    border-color: ${E};
    outline: ${re} solid ${E};
    outline-offset: 1px;
    box-shadow: ${Hr}, 0 0 0 2px ${Z};
  }

  @media (forced-colors: active) {
    :host {
      border-color: InactiveBorder;
    }
    :host(${S}),
    :host(${S}:active),
    :host(${S}:hover) {
      background: Highlight;
      border-color: Highlight;
    }
    .checked-indicator,
    :host(:hover) .checked-indicator,
    :host(:active) .checked-indicator {
      background-color: ActiveCaption;
    }
    :host(${S}) .checked-indicator,
    :host(${S}:hover) .checked-indicator,
    :host(${S}:active) .checked-indicator {
      background-color: ButtonFace;
    }
    :host(${y}) .checked-indicator,
    :host(${S}${y}) .checked-indicator {
      background-color: GrayText;
    }
  }
`;function eu(t={}){return v`
    <template
      @click="${(e,o)=>e.clickHandler(o.event)}"
      @input="${(e,o)=>e.inputHandler(o.event)}"
      @keydown="${(e,o)=>e.keydownHandler(o.event)}"
      @keyup="${(e,o)=>e.keyupHandler(o.event)}"
    >
      <slot name="switch">${le(t.switch)}</slot>
    </template>
  `}var Dl=eu({switch:'<span class="checked-indicator" part="checked-indicator"></span>'});var Ol={name:Cl,registry:g.registry,styles:Hl,template:Dl};var Xr=class extends ge{constructor(){super(),this.elementInternals.role="switch"}};Xr.define(Ol);function _n(t,e="-tab"){return t?.nodeType!==Node.ELEMENT_NODE?!1:t.tagName.toLowerCase().endsWith(e)}var Ll=`${g.prefix}-tab`;var zl=f`
  ${F("inline-flex")}

  :host {
    position: relative;
    flex-direction: row;
    align-items: center;
    cursor: pointer;
    box-sizing: border-box;
    justify-content: center;
    line-height: ${oe};
    font-family: ${$};
    font-size: ${te};
    color: ${Ee};
    fill: currentcolor;
    grid-row: 1;
    padding: ${Ne} ${Xe};
    border-radius: ${H};
    gap: 4px;
  }

  :host .tab-content {
    display: inline-flex;
    flex-direction: column;
    padding: 0 2px;
    grid-column: 3;
  }

  :host([aria-selected='true']) {
    color: ${L};
    font-weight: ${j};
  }

  /* adds hidden textContent to prevent shifting ui on bold / unbolding of text */
  :host .tab-content::after {
    content: var(--textContent);
    visibility: hidden;
    height: 0;
    line-height: ${oe};
    font-weight: ${j};
  }

  :host([aria-selected='true'])::after {
    background-color: ${ke};
    border-radius: ${ee};
    content: '';
    inset: 0;
    position: absolute;
    z-index: 2;
  }

  :host([aria-selected='false']:hover)::after {
    background-color: ${ht};
    border-radius: ${ee};
    content: '';
    inset: 0;
    position: absolute;
    z-index: 1;
  }

  /*
   * TODO: Remove '(text-size-adjust: auto)' after this bug is fixed:
   * https://bugs.webkit.org/show_bug.cgi?id=298646
   * Also remove the same trick from tablist.styles.ts.
   * Using '@supports (text-size-adjust: auto)' here to exclude Safari 26 from
   * using CSS Anchor Positioning here because it crashes.
   */
  @supports (anchor-name: --a) and (text-size-adjust: auto) {
    :host([aria-selected='true'])::after {
      background-color: transparent;
    }

    :host([aria-selected='true']:hover)::after {
      background-color: ${ht};
    }
  }

  :host([aria-selected='true'][disabled])::after {
    background-color: ${z};
  }

  ::slotted([slot='start']) {
    grid-column: 2;
  }

  ::slotted([slot='end']) {
    grid-column: -1;
  }

  ::slotted([slot='start']),
  ::slotted([slot='end']) {
    display: flex;
  }
  :host([disabled]) {
    cursor: not-allowed;
    fill: ${z};
    color: ${z};
    pointer-events: none;
  }

  :host([disabled]:hover)::after {
    background-color: unset;
  }

  :host(:focus) {
    outline: none;
  }

  :host(:focus-visible) {
    border-radius: ${Ge};
    box-shadow: 0 0 0 3px ${Z};
    outline: 1px solid ${kr};
  }

  @media (forced-colors: active) {
    :host([aria-selected='true'])::after {
      background-color: Highlight;
    }
  }
`;function tu(t={}){return v`
    <template slot="tab" role="tab">
      ${Le(t)}
      <span class="tab-content"><slot></slot></span>
      ${Ze(t)}
    </template>
  `}var Ml=tu({});var Rl={name:Ll,registry:g.registry,styles:zl,template:Ml};var ho=class extends P{disabledChanged(e,o){this.setDisabledSideEffect(o)}constructor(){super(),this.elementInternals=this.attachInternals(),this.elementInternals.role="tab"}connectedCallback(){super.connectedCallback(),this.slot||="tab",this.setDisabledSideEffect(this.disabled),this.styles&&this.$fastController.removeStyles(this.styles),this.styles=f`
      :host {
        --textContent: '${this.textContent}';
      }
    `,this.$fastController.addStyles(this.styles),tt(this)}setDisabledSideEffect(e){e?this.setAttribute("aria-disabled","true"):this.removeAttribute("aria-disabled"),this.tabIndex=e&&this.getAttribute("aria-selected")!=="true"?-1:0}};i([c({mode:"boolean"})],ho.prototype,"disabled",void 0);et(ho,Oe);ho.define(Rl);var El={subtle:"subtle",transparent:"transparent"};var Oo=_r,_l=`${g.prefix}-tablist`;var Vl=f`
  ${F("flex")}

  :host {
    --tabPaddingInline: ${Xe};
    --tabPaddingBlock: ${Ne};
    --tabIndicatorInsetInline: var(--tabPaddingInline);
    --tabIndicatorInsetBlock: 0;
    box-sizing: border-box;
    color: ${Ee};
    flex-direction: row;
    position: relative;
  }

  :host([size='small']) {
    --tabPaddingBlock: ${Qt};
    --tabPaddingInline: ${ye};
  }

  :host([size='large']) {
    --tabPaddingBlock: ${eo};
    --tabPaddingInline: ${Xe};
  }

  :host([orientation='vertical']) {
    --tabPaddingBlock: ${se};
    --tabIndicatorInsetBlock: ${se};
    --_col-start-width: 0px;
    display: grid;
    grid-template-columns: ${Xe} var(--_col-start-width) 1fr auto ${Xe};
  }

  :host(:has([slot='start'])) {
    --_col-start-width: 24px;
  }

  @scope {
    :scope:has([slot='start']) {
      --_col-start-width: 24px;
    }
  }

  :host([orientation='vertical'][size='small']) {
    --tabPaddingBlock: ${Ui};
    --tabIndicatorInsetBlock: ${Qt};
  }

  :host([orientation='vertical'][size='large']) {
    --tabPaddingBlock: ${se};
    --tabIndicatorInsetBlock: ${Zt};
  }

  ::slotted([slot='tab']) {
    padding-inline: var(--tabPaddingInline);
    padding-block: var(--tabPaddingBlock);
  }

  :host([orientation='vertical']) ::slotted([role='tab']) {
    justify-content: flex-start;
    display: grid;
    gap: 0;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    grid-row: unset;
    padding-inline: 0;
  }

  :host ::slotted([slot='tab'])::after {
    height: ${Ce};
    margin-block-start: auto;
  }

  :host([orientation='vertical']) ::slotted([slot='tab'])::after {
    width: ${Ce};
    height: unset;
    margin-block-start: unset;
  }

  /* ::before adds a secondary indicator placeholder that appears right after click on the active tab */
  :host ::slotted([slot='tab'])::before {
    height: ${Ce};
    border-radius: ${ee};
    content: '';
    inset-inline: var(--tabIndicatorInsetInline);
    inset-block: var(--tabIndicatorInsetBlock);
    position: absolute;
    margin-top: auto;
  }

  :host ::slotted([slot='tab'])::before {
    inset-inline: var(--tabIndicatorInsetInline);
    inset-block: var(--tabIndicatorInsetBlock);
  }

  :host ::slotted([slot='tab'][aria-selected='true'])::before {
    background-color: ${z};
  }

  :host ::slotted([slot='tab'][aria-selected='false']:hover)::after {
    height: ${Ce};
    margin-block-start: auto;
    transform-origin: left;
  }

  :host([orientation='vertical']) ::slotted([slot='tab'])::before,
  :host([orientation='vertical']) ::slotted([slot='tab'][aria-selected='false']:hover)::after {
    height: unset;
    width: ${Ce};
    margin-inline-end: auto;
    transform-origin: top;
  }

  :host([size='small']) ::slotted([slot='tab']) {
    font-size: ${te};
    line-height: ${oe};
  }

  :host([size='large']) ::slotted([slot='tab']) {
    font-size: ${je};
    line-height: ${Ie};
  }

  /* horizontal spacing for indicator */
  :host ::slotted([slot='tab'])::after,
  :host ::slotted([slot='tab'])::before,
  :host ::slotted([slot='tab']:hover)::after {
    inset-inline: var(--tabIndicatorInsetInline);
  }

  :host([orientation='vertical']) ::slotted([slot='tab'])::after,
  :host([orientation='vertical']) ::slotted([slot='tab'])::before,
  :host([orientation='vertical']) ::slotted([slot='tab']:hover)::after {
    inset-inline: 0;
    inset-block: var(--tabIndicatorInsetBlock);
  }

  /* disabled styles */
  :host([disabled]) {
    cursor: not-allowed;
    color: ${z};
  }

  :host([disabled]) ::slotted([slot='tab']) {
    pointer-events: none;
    cursor: not-allowed;
    color: ${z};
  }

  :host([disabled]) ::slotted([slot='tab']:after) {
    background-color: ${z};
  }

  :host([disabled]) ::slotted([slot='tab'][aria-selected='true'])::after {
    background-color: ${z};
  }

  :host([disabled]) ::slotted([slot='tab']:hover):before {
    content: unset;
  }

  :host([appearance='subtle']) ::slotted([slot='tab']:hover) {
    background-color: ${gr};
    color: ${sr};
    fill: ${ni};
  }

  :host([appearance='subtle']) ::slotted([slot='tab']:active) {
    background-color: ${To};
    fill: ${To};
    color: ${L};
  }

  /*
   * TODO: Remove '(text-size-adjust: auto)' after this bug is fixed:
   * https://bugs.webkit.org/show_bug.cgi?id=298646
   * Also remove the same trick from tab.styles.ts.
   * Using '@supports (text-size-adjust: auto)' here to exclude Safari 26.0 from
   * using CSS Anchor Positioning here because it crashes.
   */
  @supports (anchor-name: --a) and (text-size-adjust: auto) {
    ::slotted([slot='tab'][aria-selected='true']) {
      anchor-name: --tab;
    }

    :host::after {
      background-color: ${ke};
      content: '';
      inline-size: 100%;
      inset-block: auto anchor(end);
      inset-inline: anchor(center) auto;
      position: fixed;
      position-anchor: --tab;
      transform: translateX(-50%);
      transition-property: inset-inline, width;
      transition-duration: ${Ji};
      transition-timing-function: ${Qi};
      z-index: 3;

      /* These styles should be in sync with tab.styles.ts’s :host::after */
      border-radius: ${ee};
      width: calc(anchor-size() - var(--tabIndicatorInsetInline) * 2);
      height: ${Ce};
    }

    :host(:dir(rtl))::after {
      transform: translateX(50%);
    }

    :host([orientation='vertical'])::after {
      inset-block: anchor(center) auto;
      inset-inline: anchor(start) auto;
      transform: translateY(-50%);
      transition-property: inset-block, height;

      /* These styles should be in sync with #vertical-tab-highlight above */
      width: ${Ce};
      height: calc(anchor-size() - var(--tabIndicatorInsetBlock) * 2);
    }

    :host([disabled])::after {
      background-color: ${z};
    }
  }
`;var Wl=v`
  <template
    role="tablist"
    focusgroup="tablist inline block"
    @click="${(t,e)=>t.handleClick(e.event)}"
    @focusin="${(t,e)=>t.handleFocusIn(e.event)}"
  >
    <slot name="tab" ${Fe("slottedTabs")}></slot>
  </template>
`;var Gl={name:_l,registry:g.registry,styles:Vl,template:Wl};var St=class extends P{disabledChanged(e,o){this.elementInternals&&D(this.elementInternals,"disabled",o),this.setTabs({forceDisabled:!0})}orientationChanged(e,o){this.elementInternals&&(this.elementInternals.ariaOrientation=o??Oo.horizontal,Tt(this.elementInternals,e,o,Oo)),this.setTabs()}activeidChanged(e,o){this.tabs?.length>0&&this.changeTab(e,o)}slottedTabsChanged(e,o){this.tabs=o?.filter(r=>_n(r))??[]}tabsChanged(e,o){this.tabs?.length>0&&this.setTabs({connectToPanel:!0})}setTabs({connectToPanel:e=!1,forceDisabled:o=!1}={}){if(!this.tabs)return;let r=this.getRootNode(),n="";for(let a of this.tabs){if(a.slot!=="tab")continue;a.id||=Pe("tab-"),o?a.disabled=this.disabled:a.disabled=a.disabled||this.disabled,!n&&!a.disabled&&(n=a.id);let s=this.activeid===a.id;if(a.toggleAttribute("focusgroupstart",s),a.setAttribute("aria-selected",s.toString()),e){let u=a.getAttribute("aria-controls")??"",h=r.getElementById(u);u&&h&&(h.role??="tabpanel",h.hidden=this.activeid!==a.id,this.tabPanelMap.set(a,h))}}this.disabled||(this.activeid?this.changeTab(void 0,this.activeid):n&&(this.activeid=n))}handleFocusIn(e){this.activeid=e.target.id}handleClick(e){e.isTrusted||(this.activeid=e.target.id)}changeTab(e,o){let r=this.getRootNode(),n=e?r.getElementById(e):null,a=r.getElementById(o);if(!_n(a)||a.disabled||!this.contains(a))return;if(n){n.setAttribute("aria-selected","false");let u=this.tabPanelMap.get(n);u&&(u.hidden=!0)}a.setAttribute("aria-selected","true");let s=this.tabPanelMap.get(a);s&&(s.hidden=!1),this.activetab=a,this.change()}constructor(){super(),this.elementInternals=this.attachInternals(),this.disabled=!1,this.orientation=Oo.horizontal,this.tabs=[],this.tabPanelMap=new WeakMap,this.change=()=>{this.$emit("change",this.activetab)},this.elementInternals.role="tablist",this.elementInternals.ariaOrientation=this.orientation??Oo.horizontal}connectedCallback(){super.connectedCallback(),Rt(this,()=>{this.setTabs()},{shallow:!0})}};i([c({mode:"boolean"})],St.prototype,"disabled",void 0);i([c],St.prototype,"orientation",void 0);i([c],St.prototype,"activeid",void 0);i([x],St.prototype,"slottedTabs",void 0);i([x],St.prototype,"tabs",void 0);var go=class extends St{constructor(){super(...arguments),this.appearance=El.transparent}disconnectedCallback(){this.fg?.disconnect(),super.disconnectedCallback()}tabsChanged(e,o){super.tabsChanged(e,o),this.fgItems??=new uo(()=>this.tabs?.filter(r=>(r.getAttribute("aria-selected")==="true"||!r.disabled)&&!r.hidden)??[],()=>this.activetab??null),this.fg?this.fg.update():this.fg=new Do(this,this.fgItems,{definition:{behavior:"tablist",axis:void 0,memory:!1,wrap:!0}})}};i([c],go.prototype,"appearance",void 0);i([c],go.prototype,"size",void 0);go.define(Gl);var jl={email:"email",password:"password",tel:"tel",text:"text",url:"url"},Xl=["date","datetime-local","email","month","number","password","search","tel","text","time","url","week"],ql=`${g.prefix}-text-input`;var Ul=f`
  ${F("block")}

  :host {
    font-family: ${$};
    font-size: ${te};
    font-weight: ${ae};
    line-height: ${oe};
    max-width: 400px;
  }
  .label {
    display: flex;
    color: ${L};
    padding-bottom: ${Ho};
    flex-shrink: 0;
    padding-inline-end: ${He};
  }

  .label[hidden],
  :host(:empty) .label {
    display: none;
  }

  .root {
    align-items: center;
    background-color: ${C};
    border: ${T} solid ${pt};
    border-bottom-color: ${he};
    border-radius: ${H};
    box-sizing: border-box;
    height: 32px;
    display: inline-flex;
    flex-direction: row;
    gap: ${Y};
    padding: 0 ${Xe};
    position: relative;
    width: 100%;
  }

  :has(.control:user-invalid) {
    border-color: ${yi};
  }

  .root::after {
    box-sizing: border-box;
    content: '';
    position: absolute;
    left: -1px;
    bottom: 0px;
    right: -1px;
    height: max(2px, ${H});
    border-radius: 0 0 ${H} ${H};
    border-bottom: 2px solid ${ke};
    clip-path: inset(calc(100% - 2px) 1px 0px);
    transform: scaleX(0);
    transition-property: transform;
    transition-duration: ${Dr};
    transition-delay: ${ro};
  }
  .control {
    width: 100%;
    height: 100%;
    box-sizing: border-box;
    color: ${L};
    border-radius: ${H};
    background: ${ne};
    font-family: ${$};
    font-weight: ${ae};
    font-size: ${te};
    border: none;
    vertical-align: center;
  }
  .control:focus-visible {
    outline: 0;
    border: 0;
  }
  .control::placeholder {
    color: ${dr};
  }
  :host ::slotted([slot='start']),
  :host ::slotted([slot='end']) {
    display: flex;
    align-items: center;
    justify-content: center;
    color: ${W};
    font-size: ${Jt};
  }
  :host ::slotted([slot='start']) {
    padding-right: ${Y};
  }
  :host ::slotted([slot='end']) {
    padding-left: ${Y};
    gap: ${He};
  }
  :host(:hover) .root {
    border-color: ${ht};
    border-bottom-color: ${Ve};
  }
  :host(:active) .root {
    border-color: ${Yt};
  }
  :host(:focus-within) .root {
    outline: transparent solid 2px;
    border-bottom: 0;
  }
  :host(:focus-within) .root::after {
    transform: scaleX(1);
    transition-property: transform;
    transition-duration: ${oo};
    transition-delay: ${no};
  }
  :host(:focus-within:active) .root:after {
    border-bottom-color: ${vr};
  }
  :host([appearance='outline']:focus-within) .root {
    border: ${T} solid ${pt};
  }
  :host(:focus-within) .control {
    color: ${L};
  }
  :host(${y}) .root {
    background: ${ne};
    border: ${T} solid ${K};
  }
  :host(${y}) .control::placeholder,
  :host(${y}) ::slotted([slot='start']),
  :host(${y}) ::slotted([slot='end']) {
    color: ${z};
  }
  ::selection {
    color: ${Te};
    background-color: ${pi};
  }
  :host([control-size='small']) .control {
    font-size: ${xe};
    font-weight: ${ae};
    line-height: ${ie};
  }
  :host([control-size='small']) .root {
    height: 24px;
    gap: ${Y};
    padding: 0 ${ye};
  }
  :host([control-size='small']) ::slotted([slot='start']),
  :host([control-size='small']) ::slotted([slot='end']) {
    font-size: ${je};
  }
  :host([control-size='large']) .control {
    font-size: ${je};
    font-weight: ${ae};
    line-height: ${Ie};
  }
  :host([control-size='large']) .root {
    height: 40px;
    gap: ${De};
    padding: 0 ${Ne};
  }
  :host([control-size='large']) ::slotted([slot='start']),
  :host([control-size='large']) ::slotted([slot='end']) {
    font-size: ${Tr};
  }
  :host([appearance='underline']) .root {
    background: ${ne};
    border: 0;
    border-radius: 0;
    border-bottom: ${T} solid ${he};
  }
  :host([appearance='underline']:hover) .root {
    border-bottom-color: ${Ve};
  }
  :host([appearance='underline']:active) .root {
    border-bottom-color: ${We};
  }
  :host([appearance='underline']:focus-within) .root {
    border: 0;
    border-bottom-color: ${We};
  }
  :host([appearance='underline']${y}) .root {
    border-bottom-color: ${K};
  }
  :host([appearance='filled-lighter']) .root,
  :host([appearance='filled-darker']) .root {
    border: ${T} solid ${E};
    box-shadow: ${Cr};
  }
  :host([appearance='filled-lighter']) .root {
    background: ${C};
  }
  :host([appearance='filled-darker']) .root {
    background: ${Lt};
  }
  :host([appearance='filled-lighter']:hover) .root,
  :host([appearance='filled-darker']:hover) .root {
    border-color: ${Ao};
  }
  :host([appearance='filled-lighter']:active) .root,
  :host([appearance='filled-darker']:active) .root {
    border-color: ${Ao};
    background: ${Lt};
  }
`;function ou(t={}){return v`
    <template @keydown="${(e,o)=>e.keydownHandler(o.event)}">
      <label part="label" for="control" class="label" ${U("controlLabel")}>
        <slot ${Fe("defaultSlottedNodes")}></slot>
      </label>
      <div class="root" part="root">
        ${Le(t)}
        <input
          class="control"
          part="control"
          id="control"
          @change="${(e,o)=>e.changeHandler(o.event)}"
          @input="${(e,o)=>e.inputHandler(o.event)}"
          autocomplete="${e=>e.autocomplete}"
          ?disabled="${e=>e.disabled}"
          list="${e=>e.list}"
          maxlength="${e=>e.maxlength}"
          minlength="${e=>e.minlength}"
          ?multiple="${e=>e.multiple}"
          name="${e=>e.name}"
          pattern="${e=>e.pattern}"
          placeholder="${e=>e.placeholder}"
          ?readonly="${e=>e.readOnly}"
          ?required="${e=>e.required}"
          size="${e=>e.size}"
          spellcheck="${e=>e.spellcheck}"
          type="${e=>e.type}"
          value="${e=>e.value}"
          ${U("control")}
        />
        ${Ze(t)}
      </div>
    </template>
  `}var Kl=ou();var Yl={name:ql,registry:g.registry,shadowOptions:{delegatesFocus:!0},styles:Ul,template:Kl};var O=class extends P{constructor(){super(...arguments),this.type=jl.text,this.dirtyValue=!1,this.elementInternals=this.attachInternals()}currentValueChanged(e,o){this.value=o}defaultSlottedNodesChanged(e,o){I.enqueue(()=>{this.controlLabel&&(this.controlLabel.hidden=!o?.some(r=>r.nodeType===Node.ELEMENT_NODE||r.nodeType===Node.TEXT_NODE&&!!r.textContent?.trim()))})}initialValueChanged(){this.dirtyValue||(this.value=this.initialValue)}readOnlyChanged(){this.$fastController.isConnected&&(this.elementInternals.ariaReadOnly=`${!!this.readOnly}`)}requiredChanged(e,o){this.$fastController.isConnected&&(this.elementInternals.ariaRequired=`${!!o}`)}controlChanged(e,o){I.enqueue(()=>{this.$fastController.isConnected&&this.setValidity()})}static{this.formAssociated=!0}get validity(){return this.elementInternals.validity}get validationMessage(){return this.elementInternals.validationMessage||this.control.validationMessage}get value(){return b.track(this,"value"),this.currentValue}set value(e){this.currentValue=e,this.elementInternals&&this.control&&(this.control.value=e??"",this.setFormValue(e),this.setValidity(),b.notify(this,"value"))}get willValidate(){return this.elementInternals.willValidate}get form(){return this.elementInternals.form}changeHandler(e){return this.setValidity(),this.$emit("change",e,{bubbles:!0,composed:!0}),!0}checkValidity(){return this.elementInternals.checkValidity()}clickHandler(e){return e.target===this&&this.control?.click(),!0}connectedCallback(){super.connectedCallback(),this.setFormValue(this.value),this.setValidity(),tt(this)}formResetCallback(){this.value=this.initialValue,this.dirtyValue=!1}implicitSubmit(){if(!this.elementInternals.form)return;if(this.elementInternals.form.elements.length===1){this.elementInternals.form.requestSubmit();return}let e=[...this.elementInternals.form.elements],o=e.find(n=>n.getAttribute("type")==="submit");if(o){o.click();return}e.filter(n=>Xl.includes(n.getAttribute("type")??"")).length>1||this.elementInternals.form.requestSubmit()}inputHandler(e){return this.dirtyValue=!0,this.value=this.control.value,!0}keydownHandler(e){return e.key==="Enter"&&this.implicitSubmit(),!0}select(){this.control.select(),this.$emit("select")}setCustomValidity(e){this.elementInternals.setValidity({customError:!0},e),this.reportValidity()}reportValidity(){return this.elementInternals.reportValidity()}setFormValue(e,o){this.elementInternals?.setFormValue(e,e??o)}setValidity(e,o,r){if(this.elementInternals&&this.control){if(this.disabled){this.elementInternals.setValidity({});return}this.elementInternals.setValidity(e??this.control.validity,o??this.validationMessage,r??this.control)}}};i([c],O.prototype,"autocomplete",void 0);i([c({attribute:"current-value"})],O.prototype,"currentValue",void 0);i([x],O.prototype,"defaultSlottedNodes",void 0);i([c],O.prototype,"dirname",void 0);i([c({mode:"boolean"})],O.prototype,"disabled",void 0);i([c({attribute:"form"})],O.prototype,"formAttribute",void 0);i([c({attribute:"value",mode:"fromView"})],O.prototype,"initialValue",void 0);i([c],O.prototype,"list",void 0);i([c({converter:it})],O.prototype,"maxlength",void 0);i([c({converter:it})],O.prototype,"minlength",void 0);i([c({mode:"boolean"})],O.prototype,"multiple",void 0);i([c],O.prototype,"name",void 0);i([c],O.prototype,"pattern",void 0);i([c],O.prototype,"placeholder",void 0);i([c({attribute:"readonly",mode:"boolean"})],O.prototype,"readOnly",void 0);i([c({mode:"boolean"})],O.prototype,"required",void 0);i([c({converter:it})],O.prototype,"size",void 0);i([c({converter:{fromView:t=>typeof t=="string"?["true",""].includes(t.trim().toLowerCase()):null,toView:t=>t.toString()}})],O.prototype,"spellcheck",void 0);i([c],O.prototype,"type",void 0);i([x],O.prototype,"control",void 0);i([x],O.prototype,"controlLabel",void 0);var _t=class extends O{};i([c],_t.prototype,"appearance",void 0);i([c({attribute:"control-size"})],_t.prototype,"controlSize",void 0);et(_t,Oe);_t.define(Yl);var ru="adoptedStyleSheets"in document,nu="CSSScopeRule"in window,Vn=new Map,Wn=new Map,zo=new Map,Gn=new Map,Lo=new CSSStyleSheet;function jn(t,e=document){if(!(!e||!cu(e))){if(!ru||e instanceof HTMLElement&&!e.shadowRoot&&!nu){let o=e===document?document.documentElement:e;gu(t,o);return}[document,document.documentElement,document.body].includes(e)?du(t):uu(t,e)}}var au=/^[a-zA-Z_-][a-zA-Z0-9_-]*$/;function iu(t){return au.test(t)?t:""}var su=/(;|{|}|\/\*|\*\/|@import|url\s*\(|expression\s*\(|javascript:)/i;function lu(t){return su.test(t)?"":t}function Xn(t){return Vn.has(t)||Vn.set(t,Object.keys(t).reduce((e,o)=>{let r=iu(o),n=lu(t[o].toString());return r&&n?`${e}--${r}:${n};`:e},"")),Vn.get(t)}function cu(t){return[document,document.documentElement].includes(t)||t instanceof HTMLElement&&!!t.closest("body")}function du(t){if(t===null){document.adoptedStyleSheets.includes(Lo)&&Lo.replaceSync("");return}Lo.replaceSync(`
    html {
      ${Xn(t)}
    }
  `),document.adoptedStyleSheets.includes(Lo)||document.adoptedStyleSheets.push(Lo)}function uu(t,e){if(t===null){e.shadowRoot&&zo.has(e)?zo.get(e).replaceSync(""):(delete e.dataset.fluentTheme,Jl(e));return}e.shadowRoot?pu(e).replaceSync(`
      :host {
        ${Xn(t)}
      }
    `):(e.dataset.fluentTheme=hu(t),Jl(e))}function pu(t){if(!zo.has(t)){let e=new CSSStyleSheet;zo.set(t,e),t.shadowRoot?.adoptedStyleSheets.push(e)}return zo.get(t)}function hu(t){if(!Wn.has(t)){let e=Pe("fluent-theme-"),o=new CSSStyleSheet;Wn.set(t,e),o.replaceSync(`
      @scope ([data-fluent-theme="${e}"]) {
        :scope {
          ${Xn(t)}
        }
      }
    `),document.adoptedStyleSheets.push(o)}return Wn.get(t)}function gu(t,e){let o;if(t===null){if(!Gn.has(e))return;o=Gn.get(e)}else Gn.set(e,t),o=t;for(let[r,n]of Object.entries(o))t===null?e.style.removeProperty(`--${r}`):e.style.setProperty(`--${r}`,n.toString())}var{userAgent:fu}=navigator,mu=/\bAppleWebKit\/[\d+\.]+\b/.test(fu);function Jl(t){if(!mu)return;let e="visibility",o="hidden",r=t.style.getPropertyValue(e);t.style.setProperty(e,o),I.process(),t.style.setProperty(e,r)}var l={2:"#050505",4:"#0a0a0a",6:"#0f0f0f",8:"#141414",10:"#1a1a1a",12:"#1f1f1f",14:"#242424",16:"#292929",18:"#2e2e2e",20:"#333333",22:"#383838",24:"#3d3d3d",26:"#424242",28:"#474747",30:"#4d4d4d",32:"#525252",34:"#575757",36:"#5c5c5c",38:"#616161",40:"#666666",42:"#6b6b6b",44:"#707070",46:"#757575",48:"#7a7a7a",50:"#808080",52:"#858585",54:"#8a8a8a",56:"#8f8f8f",58:"#949494",60:"#999999",62:"#9e9e9e",64:"#a3a3a3",66:"#a8a8a8",68:"#adadad",70:"#b3b3b3",72:"#b8b8b8",74:"#bdbdbd",76:"#c2c2c2",78:"#c7c7c7",80:"#cccccc",82:"#d1d1d1",84:"#d6d6d6",86:"#dbdbdb",88:"#e0e0e0",90:"#e6e6e6",92:"#ebebeb",94:"#f0f0f0",96:"#f5f5f5",98:"#fafafa",99:"#fcfcfc"},Q={5:"rgba(255, 255, 255, 0.05)",10:"rgba(255, 255, 255, 0.1)",20:"rgba(255, 255, 255, 0.2)",30:"rgba(255, 255, 255, 0.3)",40:"rgba(255, 255, 255, 0.4)",50:"rgba(255, 255, 255, 0.5)",60:"rgba(255, 255, 255, 0.6)",70:"rgba(255, 255, 255, 0.7)",80:"rgba(255, 255, 255, 0.8)",90:"rgba(255, 255, 255, 0.9)"},$e={5:"rgba(0, 0, 0, 0.05)",10:"rgba(0, 0, 0, 0.1)",20:"rgba(0, 0, 0, 0.2)",30:"rgba(0, 0, 0, 0.3)",40:"rgba(0, 0, 0, 0.4)",50:"rgba(0, 0, 0, 0.5)",60:"rgba(0, 0, 0, 0.6)",70:"rgba(0, 0, 0, 0.7)",80:"rgba(0, 0, 0, 0.8)",90:"rgba(0, 0, 0, 0.9)"},Ql={5:"rgba(26, 26, 26, 0.05)",10:"rgba(26, 26, 26, 0.1)",20:"rgba(26, 26, 26, 0.2)",30:"rgba(26, 26, 26, 0.3)",40:"rgba(26, 26, 26, 0.4)",50:"rgba(26, 26, 26, 0.5)",60:"rgba(26, 26, 26, 0.6)",70:"rgba(26, 26, 26, 0.7)",80:"rgba(26, 26, 26, 0.8)",90:"rgba(26, 26, 26, 0.9)"},Zl={5:"rgba(31, 31, 31, 0.05)",10:"rgba(31, 31, 31, 0.1)",20:"rgba(31, 31, 31, 0.2)",30:"rgba(31, 31, 31, 0.3)",40:"rgba(31, 31, 31, 0.4)",50:"rgba(31, 31, 31, 0.5)",60:"rgba(31, 31, 31, 0.6)",70:"rgba(31, 31, 31, 0.7)",80:"rgba(31, 31, 31, 0.8)",90:"rgba(31, 31, 31, 0.9)"},qn={5:"rgba(36, 36, 36, 0.05)",10:"rgba(36, 36, 36, 0.1)",20:"rgba(36, 36, 36, 0.2)",30:"rgba(36, 36, 36, 0.3)",40:"rgba(36, 36, 36, 0.4)",50:"rgba(36, 36, 36, 0.5)",60:"rgba(36, 36, 36, 0.6)",70:"rgba(36, 36, 36, 0.7)",80:"rgba(36, 36, 36, 0.8)",90:"rgba(36, 36, 36, 0.9)"},k="#ffffff",fo="#000000";var ec={shade50:"#130204",shade40:"#230308",shade30:"#420610",shade20:"#590815",shade10:"#690a19",primary:"#750b1c",tint10:"#861b2c",tint20:"#962f3f",tint30:"#ac4f5e",tint40:"#d69ca5",tint50:"#e9c7cd",tint60:"#f9f0f2"};var Un={shade50:"#200205",shade40:"#3b0509",shade30:"#6e0811",shade20:"#960b18",shade10:"#b10e1c",primary:"#c50f1f",tint10:"#cc2635",tint20:"#d33f4c",tint30:"#dc626d",tint40:"#eeacb2",tint50:"#f6d1d5",tint60:"#fdf3f4"},tc={shade50:"#210809",shade40:"#3f1011",shade30:"#751d1f",shade20:"#9f282b",shade10:"#bc2f32",primary:"#d13438",tint10:"#d7494c",tint20:"#dc5e62",tint30:"#e37d80",tint40:"#f1bbbc",tint50:"#f8dadb",tint60:"#fdf6f6"},oc={shade50:"#230900",shade40:"#411200",shade30:"#7a2101",shade20:"#a62d01",shade10:"#c43501",primary:"#da3b01",tint10:"#de501c",tint20:"#e36537",tint30:"#e9835e",tint40:"#f4bfab",tint50:"#f9dcd1",tint60:"#fdf6f3"};var rc={shade50:"#200d03",shade40:"#3d1805",shade30:"#712d09",shade20:"#9a3d0c",shade10:"#b6480e",primary:"#ca5010",tint10:"#d06228",tint20:"#d77440",tint30:"#df8e64",tint40:"#efc4ad",tint50:"#f7dfd2",tint60:"#fdf7f4"},nc={shade50:"#271002",shade40:"#4a1e04",shade30:"#8a3707",shade20:"#bc4b09",shade10:"#de590b",primary:"#f7630c",tint10:"#f87528",tint20:"#f98845",tint30:"#faa06b",tint40:"#fdcfb4",tint50:"#fee5d7",tint60:"#fff9f5"},ac={shade50:"#291600",shade40:"#4d2a00",shade30:"#8f4e00",shade20:"#c26a00",shade10:"#e67e00",primary:"#ff8c00",tint10:"#ff9a1f",tint20:"#ffa83d",tint30:"#ffba66",tint40:"#ffddb3",tint50:"#ffedd6",tint60:"#fffaf5"},ic={shade50:"#251a00",shade40:"#463100",shade30:"#835b00",shade20:"#b27c00",shade10:"#d39300",primary:"#eaa300",tint10:"#edad1c",tint20:"#efb839",tint30:"#f2c661",tint40:"#f9e2ae",tint50:"#fcefd3",tint60:"#fefbf4"},sc={shade50:"#282400",shade40:"#4c4400",shade30:"#817400",shade20:"#c0ad00",shade10:"#e4cc00",primary:"#fde300",tint10:"#fde61e",tint20:"#fdea3d",tint30:"#feee66",tint40:"#fef7b2",tint50:"#fffad6",tint60:"#fffef5"},lc={shade50:"#1f1900",shade40:"#3a2f00",shade30:"#6c5700",shade20:"#937700",shade10:"#ae8c00",primary:"#c19c00",tint10:"#c8a718",tint20:"#d0b232",tint30:"#dac157",tint40:"#ecdfa5",tint50:"#f5eece",tint60:"#fdfbf2"},cc={shade50:"#181202",shade40:"#2e2103",shade30:"#553e06",shade20:"#745408",shade10:"#89640a",primary:"#986f0b",tint10:"#a47d1e",tint20:"#b18c34",tint30:"#c1a256",tint40:"#e0cea2",tint50:"#efe4cb",tint60:"#fbf8f2"},dc={shade50:"#170e07",shade40:"#2b1a0e",shade30:"#50301a",shade20:"#6c4123",shade10:"#804d29",primary:"#8e562e",tint10:"#9c663f",tint20:"#a97652",tint30:"#bb8f6f",tint40:"#ddc3b0",tint50:"#edded3",tint60:"#faf7f4"};var uc={shade50:"#0c1501",shade40:"#162702",shade30:"#294903",shade20:"#376304",shade10:"#427505",primary:"#498205",tint10:"#599116",tint20:"#6ba02b",tint30:"#85b44c",tint40:"#bdd99b",tint50:"#dbebc7",tint60:"#f6faf0"},pc={shade50:"#002111",shade40:"#003d20",shade30:"#00723b",shade20:"#009b51",shade10:"#00b85f",primary:"#00cc6a",tint10:"#19d279",tint20:"#34d889",tint30:"#5ae0a0",tint40:"#a8f0cd",tint50:"#cff7e4",tint60:"#f3fdf8"},hc={shade50:"#031a02",shade40:"#063004",shade30:"#0b5a08",shade20:"#0e7a0b",shade10:"#11910d",primary:"#13a10e",tint10:"#27ac22",tint20:"#3db838",tint30:"#5ec75a",tint40:"#a7e3a5",tint50:"#cef0cd",tint60:"#f2fbf2"},Kn={shade50:"#031403",shade40:"#052505",shade30:"#094509",shade20:"#0c5e0c",shade10:"#0e700e",primary:"#107c10",tint10:"#218c21",tint20:"#359b35",tint30:"#54b054",tint40:"#9fd89f",tint50:"#c9eac9",tint60:"#f1faf1"},gc={shade50:"#021102",shade40:"#032003",shade30:"#063b06",shade20:"#085108",shade10:"#0a5f0a",primary:"#0b6a0b",tint10:"#1a7c1a",tint20:"#2d8e2d",tint30:"#4da64d",tint40:"#9ad29a",tint50:"#c6e7c6",tint60:"#f0f9f0"},fc={shade50:"#001d1f",shade40:"#00373a",shade30:"#00666d",shade20:"#008b94",shade10:"#00a5af",primary:"#00b7c3",tint10:"#18bfca",tint20:"#32c8d1",tint30:"#58d3db",tint40:"#a6e9ed",tint50:"#cef3f5",tint60:"#f2fcfd"},mc={shade50:"#001516",shade40:"#012728",shade30:"#02494c",shade20:"#026467",shade10:"#037679",primary:"#038387",tint10:"#159195",tint20:"#2aa0a4",tint30:"#4cb4b7",tint40:"#9bd9db",tint50:"#c7ebec",tint60:"#f0fafa"};var bc={shade50:"#000f12",shade40:"#001b22",shade30:"#00333f",shade20:"#004555",shade10:"#005265",primary:"#005b70",tint10:"#0f6c81",tint20:"#237d92",tint30:"#4496a9",tint40:"#94c8d4",tint50:"#c3e1e8",tint60:"#eff7f9"};var vc={shade50:"#001322",shade40:"#002440",shade30:"#004377",shade20:"#005ba1",shade10:"#006cbf",primary:"#0078d4",tint10:"#1a86d9",tint20:"#3595de",tint30:"#5caae5",tint40:"#a9d3f2",tint50:"#d0e7f8",tint60:"#f3f9fd"},kc={shade50:"#000c16",shade40:"#00172a",shade30:"#002c4e",shade20:"#003b6a",shade10:"#00467e",primary:"#004e8c",tint10:"#125e9a",tint20:"#286fa8",tint30:"#4a89ba",tint40:"#9abfdc",tint50:"#c7dced",tint60:"#f0f6fa"};var xc={shade50:"#0d1126",shade40:"#182047",shade30:"#2c3c85",shade20:"#3c51b4",shade10:"#4760d5",primary:"#4f6bed",tint10:"#637cef",tint20:"#778df1",tint30:"#93a4f4",tint40:"#c8d1fa",tint50:"#e1e6fc",tint60:"#f7f9fe"},yc={shade50:"#00061d",shade40:"#000c36",shade30:"#001665",shade20:"#001e89",shade10:"#0023a2",primary:"#0027b4",tint10:"#173bbd",tint20:"#3050c6",tint30:"#546fd2",tint40:"#a3b2e8",tint50:"#ccd5f3",tint60:"#f2f4fc"},Sc={shade50:"#120f25",shade40:"#221d46",shade30:"#3f3682",shade20:"#5649b0",shade10:"#6656d1",primary:"#7160e8",tint10:"#8172eb",tint20:"#9184ee",tint30:"#a79cf1",tint40:"#d2ccf8",tint50:"#e7e4fb",tint60:"#f9f8fe"},Bc={shade50:"#0f0717",shade40:"#1c0e2b",shade30:"#341a51",shade20:"#46236e",shade10:"#532982",primary:"#5c2e91",tint10:"#6b3f9e",tint20:"#7c52ab",tint30:"#9470bd",tint40:"#c6b1de",tint50:"#e0d3ed",tint60:"#f7f4fb"};var $c={shade50:"#160418",shade40:"#29072e",shade30:"#4c0d55",shade20:"#671174",shade10:"#7a1589",primary:"#881798",tint10:"#952aa4",tint20:"#a33fb1",tint30:"#b55fc1",tint40:"#d9a7e0",tint50:"#eaceef",tint60:"#faf2fb"},Nc={shade50:"#1f091d",shade40:"#3a1136",shade30:"#6d2064",shade20:"#932b88",shade10:"#af33a1",primary:"#c239b3",tint10:"#c94cbc",tint20:"#d161c4",tint30:"#da7ed0",tint40:"#edbbe7",tint50:"#f5daf2",tint60:"#fdf5fc"},Pc={shade50:"#1c0b1f",shade40:"#35153a",shade30:"#63276d",shade20:"#863593",shade10:"#9f3faf",primary:"#b146c2",tint10:"#ba58c9",tint20:"#c36bd1",tint30:"#cf87da",tint40:"#e6bfed",tint50:"#f2dcf5",tint60:"#fcf6fd"},wc={shade50:"#24091b",shade40:"#441232",shade30:"#80215d",shade20:"#ad2d7e",shade10:"#cd3595",primary:"#e43ba6",tint10:"#e750b0",tint20:"#ea66ba",tint30:"#ef85c8",tint40:"#f7c0e3",tint50:"#fbddf0",tint60:"#fef6fb"};var Fc={shade50:"#1f0013",shade40:"#390024",shade30:"#6b0043",shade20:"#91005a",shade10:"#ac006b",primary:"#bf0077",tint10:"#c71885",tint20:"#ce3293",tint30:"#d957a8",tint40:"#eca5d1",tint50:"#f5cee6",tint60:"#fcf2f9"},Tc={shade50:"#13000c",shade40:"#240017",shade30:"#43002b",shade20:"#5a003b",shade10:"#6b0045",primary:"#77004d",tint10:"#87105d",tint20:"#98246f",tint30:"#ad4589",tint40:"#d696c0",tint50:"#e9c4dc",tint60:"#faf0f6"},Ac={shade50:"#141313",shade40:"#252323",shade30:"#444241",shade20:"#5d5958",shade10:"#6e6968",primary:"#7a7574",tint10:"#8a8584",tint20:"#9a9594",tint30:"#afabaa",tint40:"#d7d4d4",tint50:"#eae8e8",tint60:"#faf9f9"},Ic={shade50:"#0f0e0e",shade40:"#1c1b1a",shade30:"#343231",shade20:"#474443",shade10:"#54514f",primary:"#5d5a58",tint10:"#706d6b",tint20:"#84817e",tint30:"#9e9b99",tint40:"#cecccb",tint50:"#e5e4e3",tint60:"#f8f8f8"};var Cc={shade50:"#111314",shade40:"#1f2426",shade30:"#3b4447",shade20:"#505c60",shade10:"#5f6d71",primary:"#69797e",tint10:"#79898d",tint20:"#89989d",tint30:"#a0adb2",tint40:"#cdd6d8",tint50:"#e4e9ea",tint60:"#f8f9fa"},Hc={shade50:"#090a0b",shade40:"#111315",shade30:"#202427",shade20:"#2b3135",shade10:"#333a3f",primary:"#394146",tint10:"#4d565c",tint20:"#626c72",tint30:"#808a90",tint40:"#bcc3c7",tint50:"#dbdfe1",tint60:"#f6f7f8"};var w={red:tc,green:Kn,darkOrange:oc,yellow:sc,berry:Nc,lightGreen:hc,marigold:ic},ot={darkRed:ec,cranberry:Un,pumpkin:rc,peach:ac,gold:lc,brass:cc,brown:dc,forest:uc,seafoam:pc,darkGreen:gc,lightTeal:fc,teal:mc,steel:bc,blue:vc,royalBlue:kc,cornflower:xc,navy:yc,lavender:Sc,purple:Bc,grape:$c,lilac:Pc,pink:wc,magenta:Fc,plum:Tc,beige:Ac,mink:Ic,platinum:Cc,anchor:Hc},N={cranberry:Un,green:Kn,orange:nc};var qr=["red","green","darkOrange","yellow","berry","lightGreen","marigold"],Ur=["darkRed","cranberry","pumpkin","peach","gold","brass","brown","forest","seafoam","darkGreen","lightTeal","teal","steel","blue","royalBlue","cornflower","navy","lavender","purple","grape","lilac","pink","magenta","plum","beige","mink","platinum","anchor"];var de={success:"green",warning:"orange",danger:"cranberry"};var Mo=qr.reduce((t,e)=>{let o=e.slice(0,1).toUpperCase()+e.slice(1),r={[`colorPalette${o}Background1`]:w[e].tint60,[`colorPalette${o}Background2`]:w[e].tint40,[`colorPalette${o}Background3`]:w[e].primary,[`colorPalette${o}Foreground1`]:w[e].shade10,[`colorPalette${o}Foreground2`]:w[e].shade30,[`colorPalette${o}Foreground3`]:w[e].primary,[`colorPalette${o}BorderActive`]:w[e].primary,[`colorPalette${o}Border1`]:w[e].tint40,[`colorPalette${o}Border2`]:w[e].primary};return Object.assign(t,r)},{});Mo.colorPaletteYellowForeground1=w.yellow.shade30;Mo.colorPaletteRedForegroundInverted=w.red.tint20;Mo.colorPaletteGreenForegroundInverted=w.green.tint20;Mo.colorPaletteYellowForegroundInverted=w.yellow.tint40;var bu=Ur.reduce((t,e)=>{let o=e.slice(0,1).toUpperCase()+e.slice(1),r={[`colorPalette${o}Background2`]:ot[e].tint40,[`colorPalette${o}Foreground2`]:ot[e].shade30,[`colorPalette${o}BorderActive`]:ot[e].primary};return Object.assign(t,r)},{}),Dc={...Mo,...bu},Vt=Object.entries(de).reduce((t,[e,o])=>{let r=e.slice(0,1).toUpperCase()+e.slice(1),n={[`colorStatus${r}Background1`]:N[o].tint60,[`colorStatus${r}Background2`]:N[o].tint40,[`colorStatus${r}Background3`]:N[o].primary,[`colorStatus${r}Foreground1`]:N[o].shade10,[`colorStatus${r}Foreground2`]:N[o].shade30,[`colorStatus${r}Foreground3`]:N[o].primary,[`colorStatus${r}ForegroundInverted`]:N[o].tint30,[`colorStatus${r}BorderActive`]:N[o].primary,[`colorStatus${r}Border1`]:N[o].tint40,[`colorStatus${r}Border2`]:N[o].primary};return Object.assign(t,n)},{});Vt.colorStatusDangerBackground3Hover=N[de.danger].shade10;Vt.colorStatusDangerBackground3Pressed=N[de.danger].shade20;Vt.colorStatusWarningForeground1=N[de.warning].shade20;Vt.colorStatusWarningForeground3=N[de.warning].shade20;Vt.colorStatusWarningBorder2=N[de.warning].shade20;var Oc=t=>({colorNeutralForeground1:l[14],colorNeutralForeground1Hover:l[14],colorNeutralForeground1Pressed:l[14],colorNeutralForeground1Selected:l[14],colorNeutralForeground2:l[26],colorNeutralForeground2Hover:l[14],colorNeutralForeground2Pressed:l[14],colorNeutralForeground2Selected:l[14],colorNeutralForeground2BrandHover:t[80],colorNeutralForeground2BrandPressed:t[70],colorNeutralForeground2BrandSelected:t[80],colorNeutralForeground3:l[38],colorNeutralForeground3Hover:l[26],colorNeutralForeground3Pressed:l[26],colorNeutralForeground3Selected:l[26],colorNeutralForeground3BrandHover:t[80],colorNeutralForeground3BrandPressed:t[70],colorNeutralForeground3BrandSelected:t[80],colorNeutralForeground4:l[44],colorNeutralForeground5:l[38],colorNeutralForeground5Hover:l[14],colorNeutralForeground5Pressed:l[14],colorNeutralForeground5Selected:l[14],colorNeutralForegroundDisabled:l[74],colorNeutralForegroundInvertedDisabled:Q[40],colorBrandForegroundLink:t[70],colorBrandForegroundLinkHover:t[60],colorBrandForegroundLinkPressed:t[40],colorBrandForegroundLinkSelected:t[70],colorNeutralForeground2Link:l[26],colorNeutralForeground2LinkHover:l[14],colorNeutralForeground2LinkPressed:l[14],colorNeutralForeground2LinkSelected:l[14],colorCompoundBrandForeground1:t[80],colorCompoundBrandForeground1Hover:t[70],colorCompoundBrandForeground1Pressed:t[60],colorBrandForeground1:t[80],colorBrandForeground2:t[70],colorBrandForeground2Hover:t[60],colorBrandForeground2Pressed:t[30],colorNeutralForeground1Static:l[14],colorNeutralForegroundStaticInverted:k,colorNeutralForegroundInverted:k,colorNeutralForegroundInvertedHover:k,colorNeutralForegroundInvertedPressed:k,colorNeutralForegroundInvertedSelected:k,colorNeutralForegroundInverted2:k,colorNeutralForegroundOnBrand:k,colorNeutralForegroundInvertedLink:k,colorNeutralForegroundInvertedLinkHover:k,colorNeutralForegroundInvertedLinkPressed:k,colorNeutralForegroundInvertedLinkSelected:k,colorBrandForegroundInverted:t[100],colorBrandForegroundInvertedHover:t[110],colorBrandForegroundInvertedPressed:t[100],colorBrandForegroundOnLight:t[80],colorBrandForegroundOnLightHover:t[70],colorBrandForegroundOnLightPressed:t[50],colorBrandForegroundOnLightSelected:t[60],colorNeutralBackground1:k,colorNeutralBackground1Hover:l[96],colorNeutralBackground1Pressed:l[88],colorNeutralBackground1Selected:l[92],colorNeutralBackground2:l[98],colorNeutralBackground2Hover:l[94],colorNeutralBackground2Pressed:l[86],colorNeutralBackground2Selected:l[90],colorNeutralBackground3:l[96],colorNeutralBackground3Hover:l[92],colorNeutralBackground3Pressed:l[84],colorNeutralBackground3Selected:l[88],colorNeutralBackground4:l[94],colorNeutralBackground4Hover:l[98],colorNeutralBackground4Pressed:l[96],colorNeutralBackground4Selected:k,colorNeutralBackground5:l[92],colorNeutralBackground5Hover:l[96],colorNeutralBackground5Pressed:l[94],colorNeutralBackground5Selected:l[98],colorNeutralBackground6:l[90],colorNeutralBackground7:"#00000000",colorNeutralBackground7Hover:l[92],colorNeutralBackground7Pressed:l[84],colorNeutralBackground7Selected:"#00000000",colorNeutralBackground8:l[99],colorNeutralBackgroundInverted:l[16],colorNeutralBackgroundInvertedHover:l[24],colorNeutralBackgroundInvertedPressed:l[12],colorNeutralBackgroundInvertedSelected:l[22],colorNeutralBackgroundStatic:l[20],colorNeutralBackgroundAlpha:Q[50],colorNeutralBackgroundAlpha2:Q[80],colorSubtleBackground:"transparent",colorSubtleBackgroundHover:l[96],colorSubtleBackgroundPressed:l[88],colorSubtleBackgroundSelected:l[92],colorSubtleBackgroundLightAlphaHover:Q[70],colorSubtleBackgroundLightAlphaPressed:Q[50],colorSubtleBackgroundLightAlphaSelected:"transparent",colorSubtleBackgroundInverted:"transparent",colorSubtleBackgroundInvertedHover:$e[10],colorSubtleBackgroundInvertedPressed:$e[30],colorSubtleBackgroundInvertedSelected:$e[20],colorTransparentBackground:"transparent",colorTransparentBackgroundHover:"transparent",colorTransparentBackgroundPressed:"transparent",colorTransparentBackgroundSelected:"transparent",colorNeutralBackgroundDisabled:l[94],colorNeutralBackgroundDisabled2:k,colorNeutralBackgroundInvertedDisabled:Q[10],colorNeutralStencil1:l[90],colorNeutralStencil2:l[98],colorNeutralStencil1Alpha:$e[10],colorNeutralStencil2Alpha:$e[5],colorBackgroundOverlay:$e[40],colorScrollbarOverlay:$e[50],colorBrandBackground:t[80],colorBrandBackgroundHover:t[70],colorBrandBackgroundPressed:t[40],colorBrandBackgroundSelected:t[60],colorCompoundBrandBackground:t[80],colorCompoundBrandBackgroundHover:t[70],colorCompoundBrandBackgroundPressed:t[60],colorBrandBackgroundStatic:t[80],colorBrandBackground2:t[160],colorBrandBackground2Hover:t[150],colorBrandBackground2Pressed:t[130],colorBrandBackground3Static:t[60],colorBrandBackground4Static:t[40],colorBrandBackgroundInverted:k,colorBrandBackgroundInvertedHover:t[160],colorBrandBackgroundInvertedPressed:t[140],colorBrandBackgroundInvertedSelected:t[150],colorNeutralCardBackground:l[98],colorNeutralCardBackgroundHover:k,colorNeutralCardBackgroundPressed:l[96],colorNeutralCardBackgroundSelected:l[92],colorNeutralCardBackgroundDisabled:l[94],colorNeutralStrokeAccessible:l[38],colorNeutralStrokeAccessibleHover:l[34],colorNeutralStrokeAccessiblePressed:l[30],colorNeutralStrokeAccessibleSelected:t[80],colorNeutralStroke1:l[82],colorNeutralStroke1Hover:l[78],colorNeutralStroke1Pressed:l[70],colorNeutralStroke1Selected:l[74],colorNeutralStroke2:l[88],colorNeutralStroke3:l[94],colorNeutralStroke4:l[92],colorNeutralStroke4Hover:l[88],colorNeutralStroke4Pressed:l[84],colorNeutralStroke4Selected:l[92],colorNeutralStrokeSubtle:l[88],colorNeutralStrokeOnBrand:k,colorNeutralStrokeOnBrand2:k,colorNeutralStrokeOnBrand2Hover:k,colorNeutralStrokeOnBrand2Pressed:k,colorNeutralStrokeOnBrand2Selected:k,colorBrandStroke1:t[80],colorBrandStroke2:t[140],colorBrandStroke2Hover:t[120],colorBrandStroke2Pressed:t[80],colorBrandStroke2Contrast:t[140],colorCompoundBrandStroke:t[80],colorCompoundBrandStrokeHover:t[70],colorCompoundBrandStrokePressed:t[60],colorNeutralStrokeDisabled:l[88],colorNeutralStrokeDisabled2:l[92],colorNeutralStrokeInvertedDisabled:Q[40],colorTransparentStroke:"transparent",colorTransparentStrokeInteractive:"transparent",colorTransparentStrokeDisabled:"transparent",colorNeutralStrokeAlpha:$e[5],colorNeutralStrokeAlpha2:Q[20],colorStrokeFocus1:k,colorStrokeFocus2:fo,colorNeutralShadowAmbient:"rgba(0,0,0,0.12)",colorNeutralShadowKey:"rgba(0,0,0,0.14)",colorNeutralShadowAmbientLighter:"rgba(0,0,0,0.06)",colorNeutralShadowKeyLighter:"rgba(0,0,0,0.07)",colorNeutralShadowAmbientDarker:"rgba(0,0,0,0.20)",colorNeutralShadowKeyDarker:"rgba(0,0,0,0.24)",colorBrandShadowAmbient:"rgba(0,0,0,0.30)",colorBrandShadowKey:"rgba(0,0,0,0.25)"});var Ro={borderRadiusNone:"0",borderRadiusSmall:"2px",borderRadiusMedium:"4px",borderRadiusLarge:"6px",borderRadiusXLarge:"8px",borderRadius2XLarge:"12px",borderRadius3XLarge:"16px",borderRadius4XLarge:"24px",borderRadius5XLarge:"32px",borderRadius6XLarge:"40px",borderRadiusCircular:"10000px"};var Kr={curveAccelerateMax:"cubic-bezier(0.9,0.1,1,0.2)",curveAccelerateMid:"cubic-bezier(1,0,1,1)",curveAccelerateMin:"cubic-bezier(0.8,0,0.78,1)",curveDecelerateMax:"cubic-bezier(0.1,0.9,0.2,1)",curveDecelerateMid:"cubic-bezier(0,0,0,1)",curveDecelerateMin:"cubic-bezier(0.33,0,0.1,1)",curveEasyEaseMax:"cubic-bezier(0.8,0,0.2,1)",curveEasyEase:"cubic-bezier(0.33,0,0.67,1)",curveLinear:"cubic-bezier(0,0,1,1)"};var Yr={durationUltraFast:"50ms",durationFaster:"100ms",durationFast:"150ms",durationNormal:"200ms",durationGentle:"250ms",durationSlow:"300ms",durationSlower:"400ms",durationUltraSlow:"500ms"};var Eo={fontSizeBase100:"10px",fontSizeBase200:"12px",fontSizeBase300:"14px",fontSizeBase400:"16px",fontSizeBase500:"20px",fontSizeBase600:"24px",fontSizeHero700:"28px",fontSizeHero800:"32px",fontSizeHero900:"40px",fontSizeHero1000:"68px"},_o={lineHeightBase100:"14px",lineHeightBase200:"16px",lineHeightBase300:"20px",lineHeightBase400:"22px",lineHeightBase500:"28px",lineHeightBase600:"32px",lineHeightHero700:"36px",lineHeightHero800:"40px",lineHeightHero900:"52px",lineHeightHero1000:"92px"},Vo={fontWeightRegular:400,fontWeightMedium:500,fontWeightSemibold:600,fontWeightBold:700},Wo={fontFamilyBase:"'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif",fontFamilyMonospace:"Consolas, 'Courier New', Courier, monospace",fontFamilyNumeric:"Bahnschrift, 'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', sans-serif"};var V={none:"0",xxs:"2px",xs:"4px",sNudge:"6px",s:"8px",mNudge:"10px",m:"12px",l:"16px",xl:"20px",xxl:"24px",xxxl:"32px"},Jr={spacingHorizontalNone:V.none,spacingHorizontalXXS:V.xxs,spacingHorizontalXS:V.xs,spacingHorizontalSNudge:V.sNudge,spacingHorizontalS:V.s,spacingHorizontalMNudge:V.mNudge,spacingHorizontalM:V.m,spacingHorizontalL:V.l,spacingHorizontalXL:V.xl,spacingHorizontalXXL:V.xxl,spacingHorizontalXXXL:V.xxxl},Qr={spacingVerticalNone:V.none,spacingVerticalXXS:V.xxs,spacingVerticalXS:V.xs,spacingVerticalSNudge:V.sNudge,spacingVerticalS:V.s,spacingVerticalMNudge:V.mNudge,spacingVerticalM:V.m,spacingVerticalL:V.l,spacingVerticalXL:V.xl,spacingVerticalXXL:V.xxl,spacingVerticalXXXL:V.xxxl};var Go={strokeWidthThin:"1px",strokeWidthThick:"2px",strokeWidthThicker:"3px",strokeWidthThickest:"4px"};function mo(t,e,o=""){return{[`shadow2${o}`]:`0 0 2px ${t}, 0 1px 2px ${e}`,[`shadow4${o}`]:`0 0 2px ${t}, 0 2px 4px ${e}`,[`shadow8${o}`]:`0 0 2px ${t}, 0 4px 8px ${e}`,[`shadow16${o}`]:`0 0 2px ${t}, 0 8px 16px ${e}`,[`shadow28${o}`]:`0 0 8px ${t}, 0 14px 28px ${e}`,[`shadow64${o}`]:`0 0 8px ${t}, 0 32px 64px ${e}`}}var Lc=t=>{let e=Oc(t);return{...Ro,...Eo,..._o,...Wo,...Vo,...Go,...Jr,...Qr,...Yr,...Kr,...e,...Dc,...Vt,...mo(e.colorNeutralShadowAmbient,e.colorNeutralShadowKey),...mo(e.colorBrandShadowAmbient,e.colorBrandShadowKey,"Brand")}};var Zr={10:"#061724",20:"#082338",30:"#0a2e4a",40:"#0c3b5e",50:"#0e4775",60:"#0f548c",70:"#115ea3",80:"#0f6cbd",90:"#2886de",100:"#479ef5",110:"#62abf5",120:"#77b7f7",130:"#96c6fa",140:"#b4d6fa",150:"#cfe4fa",160:"#ebf3fc"};var rt=qr.reduce((t,e)=>{let o=e.slice(0,1).toUpperCase()+e.slice(1),r={[`colorPalette${o}Background1`]:w[e].shade40,[`colorPalette${o}Background2`]:w[e].shade30,[`colorPalette${o}Background3`]:w[e].primary,[`colorPalette${o}Foreground1`]:w[e].tint30,[`colorPalette${o}Foreground2`]:w[e].tint40,[`colorPalette${o}Foreground3`]:w[e].tint20,[`colorPalette${o}BorderActive`]:w[e].tint30,[`colorPalette${o}Border1`]:w[e].primary,[`colorPalette${o}Border2`]:w[e].tint20};return Object.assign(t,r)},{});rt.colorPaletteRedForeground3=w.red.tint30;rt.colorPaletteRedBorder2=w.red.tint30;rt.colorPaletteGreenForeground3=w.green.tint40;rt.colorPaletteGreenBorder2=w.green.tint40;rt.colorPaletteDarkOrangeForeground3=w.darkOrange.tint30;rt.colorPaletteDarkOrangeBorder2=w.darkOrange.tint30;rt.colorPaletteRedForegroundInverted=w.red.primary;rt.colorPaletteGreenForegroundInverted=w.green.primary;rt.colorPaletteYellowForegroundInverted=w.yellow.shade30;var Yn=Ur.reduce((t,e)=>{let o=e.slice(0,1).toUpperCase()+e.slice(1),r={[`colorPalette${o}Background2`]:ot[e].shade30,[`colorPalette${o}Foreground2`]:ot[e].tint40,[`colorPalette${o}BorderActive`]:ot[e].tint30};return Object.assign(t,r)},{});Yn.colorPaletteDarkRedBackground2=ot.darkRed.shade20;Yn.colorPalettePlumBackground2=ot.plum.shade20;var zc={...rt,...Yn},Bt=Object.entries(de).reduce((t,[e,o])=>{let r=e.slice(0,1).toUpperCase()+e.slice(1),n={[`colorStatus${r}Background1`]:N[o].shade40,[`colorStatus${r}Background2`]:N[o].shade30,[`colorStatus${r}Background3`]:N[o].primary,[`colorStatus${r}Foreground1`]:N[o].tint30,[`colorStatus${r}Foreground2`]:N[o].tint40,[`colorStatus${r}Foreground3`]:N[o].tint20,[`colorStatus${r}BorderActive`]:N[o].tint30,[`colorStatus${r}ForegroundInverted`]:N[o].shade10,[`colorStatus${r}Border1`]:N[o].primary,[`colorStatus${r}Border2`]:N[o].tint20};return Object.assign(t,n)},{});Bt.colorStatusDangerBackground3Hover=N[de.danger].shade10;Bt.colorStatusDangerBackground3Pressed=N[de.danger].shade20;Bt.colorStatusDangerForeground3=N[de.danger].tint40;Bt.colorStatusDangerBorder2=N[de.danger].tint30;Bt.colorStatusSuccessForeground3=N[de.success].tint40;Bt.colorStatusSuccessBorder2=N[de.success].tint40;Bt.colorStatusWarningForegroundInverted=N[de.warning].shade20;var en=Lc(Zr);var Mc=t=>({colorNeutralForeground1:k,colorNeutralForeground1Hover:k,colorNeutralForeground1Pressed:k,colorNeutralForeground1Selected:k,colorNeutralForeground2:l[84],colorNeutralForeground2Hover:k,colorNeutralForeground2Pressed:k,colorNeutralForeground2Selected:k,colorNeutralForeground2BrandHover:t[100],colorNeutralForeground2BrandPressed:t[90],colorNeutralForeground2BrandSelected:t[100],colorNeutralForeground3:l[68],colorNeutralForeground3Hover:l[84],colorNeutralForeground3Pressed:l[84],colorNeutralForeground3Selected:l[84],colorNeutralForeground3BrandHover:t[100],colorNeutralForeground3BrandPressed:t[90],colorNeutralForeground3BrandSelected:t[100],colorNeutralForeground4:l[60],colorNeutralForeground5:l[68],colorNeutralForeground5Hover:k,colorNeutralForeground5Pressed:k,colorNeutralForeground5Selected:k,colorNeutralForegroundDisabled:l[36],colorNeutralForegroundInvertedDisabled:Q[40],colorBrandForegroundLink:t[100],colorBrandForegroundLinkHover:t[110],colorBrandForegroundLinkPressed:t[90],colorBrandForegroundLinkSelected:t[100],colorNeutralForeground2Link:l[84],colorNeutralForeground2LinkHover:k,colorNeutralForeground2LinkPressed:k,colorNeutralForeground2LinkSelected:k,colorCompoundBrandForeground1:t[100],colorCompoundBrandForeground1Hover:t[110],colorCompoundBrandForeground1Pressed:t[90],colorBrandForeground1:t[100],colorBrandForeground2:t[110],colorBrandForeground2Hover:t[130],colorBrandForeground2Pressed:t[160],colorNeutralForeground1Static:l[14],colorNeutralForegroundStaticInverted:k,colorNeutralForegroundInverted:l[14],colorNeutralForegroundInvertedHover:l[14],colorNeutralForegroundInvertedPressed:l[14],colorNeutralForegroundInvertedSelected:l[14],colorNeutralForegroundInverted2:l[14],colorNeutralForegroundOnBrand:k,colorNeutralForegroundInvertedLink:k,colorNeutralForegroundInvertedLinkHover:k,colorNeutralForegroundInvertedLinkPressed:k,colorNeutralForegroundInvertedLinkSelected:k,colorBrandForegroundInverted:t[80],colorBrandForegroundInvertedHover:t[70],colorBrandForegroundInvertedPressed:t[60],colorBrandForegroundOnLight:t[80],colorBrandForegroundOnLightHover:t[70],colorBrandForegroundOnLightPressed:t[50],colorBrandForegroundOnLightSelected:t[60],colorNeutralBackground1:l[16],colorNeutralBackground1Hover:l[24],colorNeutralBackground1Pressed:l[12],colorNeutralBackground1Selected:l[22],colorNeutralBackground2:l[12],colorNeutralBackground2Hover:l[20],colorNeutralBackground2Pressed:l[8],colorNeutralBackground2Selected:l[18],colorNeutralBackground3:l[8],colorNeutralBackground3Hover:l[16],colorNeutralBackground3Pressed:l[4],colorNeutralBackground3Selected:l[14],colorNeutralBackground4:l[4],colorNeutralBackground4Hover:l[12],colorNeutralBackground4Pressed:fo,colorNeutralBackground4Selected:l[10],colorNeutralBackground5:fo,colorNeutralBackground5Hover:l[8],colorNeutralBackground5Pressed:l[2],colorNeutralBackground5Selected:l[6],colorNeutralBackground6:l[20],colorNeutralBackground7:"#00000000",colorNeutralBackground7Hover:l[10],colorNeutralBackground7Pressed:l[4],colorNeutralBackground7Selected:"#00000000",colorNeutralBackground8:l[16],colorNeutralBackgroundInverted:k,colorNeutralBackgroundInvertedHover:l[96],colorNeutralBackgroundInvertedPressed:l[88],colorNeutralBackgroundInvertedSelected:l[92],colorNeutralBackgroundStatic:l[24],colorNeutralBackgroundAlpha:Ql[50],colorNeutralBackgroundAlpha2:Zl[70],colorSubtleBackground:"transparent",colorSubtleBackgroundHover:l[22],colorSubtleBackgroundPressed:l[18],colorSubtleBackgroundSelected:l[20],colorSubtleBackgroundLightAlphaHover:qn[80],colorSubtleBackgroundLightAlphaPressed:qn[50],colorSubtleBackgroundLightAlphaSelected:"transparent",colorSubtleBackgroundInverted:"transparent",colorSubtleBackgroundInvertedHover:$e[10],colorSubtleBackgroundInvertedPressed:$e[30],colorSubtleBackgroundInvertedSelected:$e[20],colorTransparentBackground:"transparent",colorTransparentBackgroundHover:"transparent",colorTransparentBackgroundPressed:"transparent",colorTransparentBackgroundSelected:"transparent",colorNeutralBackgroundDisabled:l[8],colorNeutralBackgroundDisabled2:l[16],colorNeutralBackgroundInvertedDisabled:Q[10],colorNeutralStencil1:l[34],colorNeutralStencil2:l[20],colorNeutralStencil1Alpha:Q[10],colorNeutralStencil2Alpha:Q[5],colorBackgroundOverlay:$e[50],colorScrollbarOverlay:Q[60],colorBrandBackground:t[70],colorBrandBackgroundHover:t[80],colorBrandBackgroundPressed:t[40],colorBrandBackgroundSelected:t[60],colorCompoundBrandBackground:t[100],colorCompoundBrandBackgroundHover:t[110],colorCompoundBrandBackgroundPressed:t[90],colorBrandBackgroundStatic:t[80],colorBrandBackground2:t[20],colorBrandBackground2Hover:t[40],colorBrandBackground2Pressed:t[10],colorBrandBackground3Static:t[60],colorBrandBackground4Static:t[40],colorBrandBackgroundInverted:k,colorBrandBackgroundInvertedHover:t[160],colorBrandBackgroundInvertedPressed:t[140],colorBrandBackgroundInvertedSelected:t[150],colorNeutralCardBackground:l[20],colorNeutralCardBackgroundHover:l[24],colorNeutralCardBackgroundPressed:l[18],colorNeutralCardBackgroundSelected:l[22],colorNeutralCardBackgroundDisabled:l[8],colorNeutralStrokeAccessible:l[68],colorNeutralStrokeAccessibleHover:l[74],colorNeutralStrokeAccessiblePressed:l[70],colorNeutralStrokeAccessibleSelected:t[100],colorNeutralStroke1:l[40],colorNeutralStroke1Hover:l[46],colorNeutralStroke1Pressed:l[42],colorNeutralStroke1Selected:l[44],colorNeutralStroke2:l[32],colorNeutralStroke3:l[24],colorNeutralStroke4:l[24],colorNeutralStroke4Hover:l[18],colorNeutralStroke4Pressed:l[14],colorNeutralStroke4Selected:l[24],colorNeutralStrokeSubtle:l[4],colorNeutralStrokeOnBrand:l[16],colorNeutralStrokeOnBrand2:k,colorNeutralStrokeOnBrand2Hover:k,colorNeutralStrokeOnBrand2Pressed:k,colorNeutralStrokeOnBrand2Selected:k,colorBrandStroke1:t[100],colorBrandStroke2:t[50],colorBrandStroke2Hover:t[50],colorBrandStroke2Pressed:t[30],colorBrandStroke2Contrast:t[50],colorCompoundBrandStroke:t[100],colorCompoundBrandStrokeHover:t[110],colorCompoundBrandStrokePressed:t[90],colorNeutralStrokeDisabled:l[26],colorNeutralStrokeDisabled2:l[24],colorNeutralStrokeInvertedDisabled:Q[40],colorTransparentStroke:"transparent",colorTransparentStrokeInteractive:"transparent",colorTransparentStrokeDisabled:"transparent",colorNeutralStrokeAlpha:Q[10],colorNeutralStrokeAlpha2:Q[20],colorStrokeFocus1:fo,colorStrokeFocus2:k,colorNeutralShadowAmbient:"rgba(0,0,0,0.24)",colorNeutralShadowKey:"rgba(0,0,0,0.28)",colorNeutralShadowAmbientLighter:"rgba(0,0,0,0.12)",colorNeutralShadowKeyLighter:"rgba(0,0,0,0.14)",colorNeutralShadowAmbientDarker:"rgba(0,0,0,0.40)",colorNeutralShadowKeyDarker:"rgba(0,0,0,0.48)",colorBrandShadowAmbient:"rgba(0,0,0,0.30)",colorBrandShadowKey:"rgba(0,0,0,0.25)"});var Rc=t=>{let e=Mc(t);return{...Ro,...Eo,..._o,...Wo,...Vo,...Go,...Jr,...Qr,...Yr,...Kr,...e,...zc,...Bt,...mo(e.colorNeutralShadowAmbient,e.colorNeutralShadowKey),...mo(e.colorBrandShadowAmbient,e.colorBrandShadowKey,"Brand")}};var tn=Rc(Zr);export{jn as setTheme,tn as webDarkTheme,en as webLightTheme};
